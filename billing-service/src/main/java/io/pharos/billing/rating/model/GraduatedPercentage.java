package io.pharos.billing.rating.model;

import io.pharos.billing.rating.model.Tiers.Slice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A percentage by range of the period's value: {@code Σ value in tier × rate % + flat of each tier entered}. */
public record GraduatedPercentage(Tiers tiers, ZeroUsageFlat zeroUsageFlat) implements PriceModel {
    @Override
    public Priced price(Usage usage) {
        BigDecimal value = PriceProblem.notNegative(usage.quantity());
        if (value.signum() == 0) {
            return tiers.atZero(zeroUsageFlat);
        }
        List<Step> steps = new ArrayList<>();
        for (Slice slice : tiers.slices(value)) {
            steps.add(Step.percent(slice.tier().rate(), slice.units()));
            if (slice.tier().hasFlat()) {
                steps.add(new Step(
                        "flat fee (" + slice.range() + ")", slice.tier().flat()));
            }
        }
        return new Priced(steps);
    }

    @Override
    public Additivity additivity() {
        return Additivity.because("the rate depends on how much value came before in the period");
    }
}
