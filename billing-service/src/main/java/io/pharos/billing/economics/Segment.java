package io.pharos.billing.economics;

import io.pharos.billing.money.Decimals;
import java.math.BigDecimal;

/**
 * What is known of a customer segment over one time unit (a month): money in the report's currency, churn as a
 * fraction of the customers, and how many they are.
 */
public record Segment(
        String name,
        BigDecimal customers,
        BigDecimal newCustomers,
        BigDecimal acquisitionSpend,
        BigDecimal revenue,
        BigDecimal serviceCost,
        BigDecimal otherCost,
        BigDecimal churn) {

    public Segment {
        boolean share = churn.signum() >= 0 && !Decimals.isAbove(churn, BigDecimal.ONE);
        if (customers.signum() < 0 || newCustomers.signum() < 0 || !share) {
            throw new IllegalArgumentException("no fewer than zero customers, and churn between 0 and 1: " + name);
        }
    }
}
