package io.pharos.billing.economics;

import io.pharos.billing.money.Decimals;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A stress test: factors on what winning customers costs, on churn and on the cost to serve (1 leaves a thing as it
 * is), and on the number of customers by segment, which is the mix. Churn stays a fraction: above 1 it is 1.
 */
public record WhatIf(BigDecimal acquisition, BigDecimal churn, BigDecimal serviceCost, Map<String, BigDecimal> mix) {
    public static final WhatIf NOTHING_CHANGES = new WhatIf(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, Map.of());

    public WhatIf {
        mix = Map.copyOf(mix);
    }

    public List<UnitEconomics> apply(List<Segment> segments) {
        return segments.stream().map(this::apply).map(UnitEconomics::new).toList();
    }

    private Segment apply(Segment s) {
        BigDecimal size = mix.getOrDefault(s.name(), BigDecimal.ONE);
        return new Segment(
                s.name(),
                s.customers().multiply(size),
                s.newCustomers().multiply(size),
                s.acquisitionSpend().multiply(size).multiply(acquisition),
                s.revenue().multiply(size),
                s.serviceCost().multiply(size).multiply(serviceCost),
                s.otherCost().multiply(size),
                s.churn().multiply(churn).min(BigDecimal.ONE));
    }

    /** The margin of all segments together, a fraction of their revenue; what a change of the mix moves. */
    public static BigDecimal netMargin(List<UnitEconomics> segments) {
        List<Segment> all = segments.stream().map(UnitEconomics::segment).toList();
        BigDecimal revenue = Decimals.sum(all.stream().map(Segment::revenue).toList());
        BigDecimal cost = Decimals.sum(
                all.stream().map(s -> s.serviceCost().add(s.otherCost())).toList());
        return CustomerValue.ratio(revenue.subtract(cost), revenue).orElse(BigDecimal.ZERO);
    }
}
