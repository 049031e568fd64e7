package io.pharos.billing.economics;

import io.pharos.billing.economics.GivenCost.What;
import io.pharos.billing.money.Money;
import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** A cost as it is sent, in JSON and in CSV alike. */
record CostRow(
        @Nullable String month,
        @Nullable String segment,
        @Nullable String kind,
        @Nullable String reference,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        @Nullable String note) {
    GivenCost cost() {
        return new GivenCost(
                Months.parse(given(month, "month")),
                given(segment, "segment"),
                What.parse(given(kind, "kind")),
                given(reference, "reference"),
                money(),
                note == null ? "" : note);
    }

    private Money money() {
        try {
            return Money.exact(given(amount, "amount"), Currency.getInstance(given(currency, "currency")));
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw GivenCost.malformed("'amount' is whole minor units of a 'currency' of ISO 4217.");
        }
    }

    private static <T> T given(@Nullable T value, String field) {
        if (value == null) {
            throw GivenCost.malformed("Give the cost's '" + field + "'.");
        }
        return value;
    }
}
