package io.pharos.billing.rating.model;

import io.pharos.billing.money.Decimals;
import io.pharos.billing.rating.model.Tiers.Slice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** All units cost what the tier says that the total falls into: {@code quantity × rate + flat} of that one tier. */
public record Volume(Tiers tiers, ZeroUsageFlat zeroUsageFlat, VolumeCliff cliff) implements PriceModel {
    /** An edge behind which the total falls: the last quantity before it, its price, and the price just behind it. */
    public record Cliff(BigDecimal edge, BigDecimal before, BigDecimal behind) {}

    @Override
    public Priced price(Usage usage) {
        BigDecimal quantity = PriceProblem.notNegative(usage.quantity());
        if (quantity.signum() == 0) {
            return tiers.atZero(zeroUsageFlat);
        }
        Priced plain = plain(quantity);
        return switch (cliff) {
            case ALLOWED -> plain;
            case HELD -> held(plain, quantity);
        };
    }

    @Override
    public Additivity additivity() {
        return Additivity.because("the total decides the price of every unit, those before it too");
    }

    /** Where the price falls, whatever the plan does about it; shown before a plan is published. */
    public List<Cliff> cliffs() {
        return edges().map(this::cliffAt)
                .filter(c -> Decimals.isBelow(c.behind(), c.before()))
                .toList();
    }

    private Priced plain(BigDecimal quantity) {
        Slice slice = tiers.holding(quantity);
        List<Step> steps = new ArrayList<>();
        if (!slice.tier().isFlatOnly()) {
            steps.add(Step.times(
                    quantity, " (all, " + slice.range() + ")", slice.tier().rate()));
        }
        if (slice.tier().hasFlat()) {
            steps.add(new Step("flat fee (" + slice.range() + ")", slice.tier().flat()));
        }
        return new Priced(steps);
    }

    private Priced held(Priced plain, BigDecimal quantity) {
        BigDecimal highest = edges().filter(edge -> Decimals.isBelow(edge, quantity))
                .map(edge -> plain(edge).amount())
                .reduce(plain.amount(), BigDecimal::max);
        BigDecimal missing = highest.subtract(plain.amount());
        return missing.signum() == 0
                ? plain
                : plain.plus(new Step("raised to " + Decimals.plain(highest) + ", the price of fewer units", missing));
    }

    /** Just behind the edge: the limit of the price, so that it holds for whole and for fractional units. */
    private Cliff cliffAt(BigDecimal edge) {
        Tier next = tiers.all().get(tiers.all().indexOf(tiers.holding(edge).tier()) + 1);
        BigDecimal behind = edge.multiply(next.rate()).add(next.flat());
        return new Cliff(edge, plain(edge).amount(), behind);
    }

    private Stream<BigDecimal> edges() {
        return tiers.all().stream().map(Tier::upTo).filter(Objects::nonNull);
    }
}
