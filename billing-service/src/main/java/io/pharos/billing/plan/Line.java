package io.pharos.billing.plan;

import io.pharos.billing.money.Money;
import io.pharos.billing.money.Rounding;
import io.pharos.billing.tax.TaxCategory;
import io.pharos.billing.tax.TaxableLine;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * A line of a bill: the exact amount, the amount it is rounded to (once, here), and the arithmetic in words from the
 * metered quantity to that amount.
 */
public record Line(
        LineKind kind, String code, String name, BigDecimal exact, Money amount, String arithmetic, TaxCategory tax) {

    /** The arithmetic ends with the exact amount. */
    static Line of(LineKind kind, Item item, BigDecimal exact, String arithmetic, PricePlan plan) {
        Currency currency = plan.currency();
        Rounding rounding = plan.rounding();
        Money amount = Money.rounded(exact, currency, rounding);
        String words = arithmetic + roundingWords(exact, amount, rounding);
        return new Line(kind, item.code(), item.name(), exact, amount, words, plan.tax(item.tax()));
    }

    /** What a line is about: taken from a fee, a charge or the commitment of the plan. */
    record Item(String code, String name, String tax) {}

    /** As the tax calculation and the coupons see it. */
    public TaxableLine taxable() {
        return new TaxableLine(amount, tax);
    }

    private static String roundingWords(BigDecimal exact, Money amount, Rounding rounding) {
        String rounded = exact.compareTo(amount.amount()) == 0
                ? ""
                : ", rounded " + rounding.direction().words();
        return rounded + " → " + amount;
    }
}
