package io.pharos.billing.economics;

import io.pharos.billing.money.Decimals;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The formulas of unit economics, each in one time unit, on gross profit and not on revenue, to 34 digits. What has no
 * meaning is absent: nobody left yet, so no lifetime; nothing spent or nobody won, so no cost of winning.
 */
public final class CustomerValue {
    private CustomerValue() {}

    /** {@code CAC = acquisition spend / new customers}. */
    public static Optional<BigDecimal> acquisitionCost(BigDecimal spend, BigDecimal newCustomers) {
        return ratio(spend, newCustomers);
    }

    /** {@code LTV = ARPA × gross margin / churn}, revenue and churn of the same time unit. */
    public static Optional<BigDecimal> lifetimeValue(BigDecimal arpa, BigDecimal grossMargin, BigDecimal churn) {
        return ratio(arpa.multiply(grossMargin), churn);
    }

    /** {@code lifetime = 1 / churn}, in the time unit of the churn. */
    public static Optional<BigDecimal> lifetime(BigDecimal churn) {
        return ratio(BigDecimal.ONE, churn);
    }

    /** {@code payback = CAC / (ARPA × gross margin)}, in the time unit of the revenue. */
    public static Optional<BigDecimal> payback(BigDecimal cac, BigDecimal arpa, BigDecimal grossMargin) {
        return ratio(cac, arpa.multiply(grossMargin));
    }

    /** {@code LTV / CAC}. */
    public static Optional<BigDecimal> valueOverCost(BigDecimal ltv, BigDecimal cac) {
        return ratio(ltv, cac);
    }

    /** A part over a whole; absent where the whole is nothing. */
    public static Optional<BigDecimal> ratio(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? Optional.empty() : Optional.of(part.divide(whole, Decimals.WORKING));
    }
}
