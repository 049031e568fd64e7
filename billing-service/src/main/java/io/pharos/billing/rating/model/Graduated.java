package io.pharos.billing.rating.model;

import io.pharos.billing.rating.model.Tiers.Slice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Each unit costs what its own tier says, plus the flat fee of every tier entered: {@code Σ units in tier × rate + flat}. */
public record Graduated(Tiers tiers, ZeroUsageFlat zeroUsageFlat) implements PriceModel {
    @Override
    public Priced price(Usage usage) {
        BigDecimal quantity = PriceProblem.notNegative(usage.quantity());
        if (quantity.signum() == 0) {
            return tiers.atZero(zeroUsageFlat);
        }
        List<Step> steps = new ArrayList<>();
        for (Slice slice : tiers.slices(quantity)) {
            addSteps(steps, slice);
        }
        return new Priced(steps);
    }

    @Override
    public Additivity additivity() {
        return Additivity.because("the price of a unit depends on how many came before it in the period");
    }

    private static void addSteps(List<Step> steps, Slice slice) {
        if (!slice.tier().isFlatOnly()) {
            steps.add(Step.times(
                    slice.units(), " (" + slice.range() + ")", slice.tier().rate()));
        }
        if (slice.tier().hasFlat()) {
            steps.add(new Step("flat fee (" + slice.range() + ")", slice.tier().flat()));
        }
    }
}
