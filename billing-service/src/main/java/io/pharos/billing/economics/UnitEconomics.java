package io.pharos.billing.economics;

import io.pharos.billing.money.Decimals;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A segment's key figures, exact to 34 digits and rounded only where they are shown. {@code serviceCostShare} is
 * service cost over revenue, {@code netMargin} what revenue leaves after service and all other cost, both fractions;
 * gross profit is revenue less service cost.
 */
public record UnitEconomics(Segment segment) {
    /** A cohort smaller than this says little; its figures are shown with a mark. */
    private static final BigDecimal SMALL = BigDecimal.valueOf(30);

    public Optional<BigDecimal> acquisitionCost() {
        return CustomerValue.acquisitionCost(segment.acquisitionSpend(), segment.newCustomers());
    }

    /** Average revenue per account. */
    public Optional<BigDecimal> arpa() {
        return CustomerValue.ratio(segment.revenue(), segment.customers());
    }

    public Optional<BigDecimal> lifetimeValue() {
        return arpa().flatMap(arpa ->
                grossMargin().flatMap(margin -> CustomerValue.lifetimeValue(arpa, margin, segment.churn())));
    }

    public Optional<BigDecimal> valueOverCost() {
        return lifetimeValue().flatMap(ltv -> acquisitionCost().flatMap(cac -> CustomerValue.valueOverCost(ltv, cac)));
    }

    /** Months until a customer has earned what winning it cost. */
    public Optional<BigDecimal> payback() {
        return acquisitionCost()
                .flatMap(cac -> arpa().flatMap(
                                arpa -> grossMargin().flatMap(margin -> CustomerValue.payback(cac, arpa, margin))));
    }

    public Optional<BigDecimal> serviceCostShare() {
        return CustomerValue.ratio(segment.serviceCost(), segment.revenue());
    }

    public Optional<BigDecimal> grossMargin() {
        return serviceCostShare().map(BigDecimal.ONE::subtract);
    }

    public Optional<BigDecimal> netMargin() {
        BigDecimal cost = segment.serviceCost().add(segment.otherCost());
        return CustomerValue.ratio(segment.revenue().subtract(cost), segment.revenue());
    }

    public boolean isSmallCohort() {
        return Decimals.isBelow(segment.customers(), SMALL);
    }
}
