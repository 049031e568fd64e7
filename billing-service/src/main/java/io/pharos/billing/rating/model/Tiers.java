package io.pharos.billing.rating.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Price ranges from zero upwards, without gap or overlap; the last one is open. Upper bounds are inclusive. */
public record Tiers(List<Tier> all) {
    public Tiers {
        all = List.copyOf(all);
        if (all.isEmpty() || all.getLast().upTo() != null) {
            throw PriceProblem.malformed("Tiers end with an open one: give the last tier no upper bound.");
        }
        requireRising(all);
    }

    /** A tier with where it begins, and how many of the units lie in it. */
    record Slice(Tier tier, BigDecimal from, BigDecimal units) {
        String range() {
            return tier.range(from);
        }
    }

    /** The tiers that a quantity enters, each with its share; none at zero. */
    List<Slice> slices(BigDecimal quantity) {
        List<Slice> slices = new ArrayList<>();
        BigDecimal from = BigDecimal.ZERO;
        for (Tier tier : all) {
            if (quantity.compareTo(from) <= 0) {
                break;
            }
            BigDecimal upTo = tier.upTo();
            BigDecimal end = upTo == null ? quantity : quantity.min(upTo);
            slices.add(new Slice(tier, from, end.subtract(from)));
            from = end;
        }
        return slices;
    }

    /** The one tier that a quantity falls into, with all of its units. */
    Slice holding(BigDecimal quantity) {
        BigDecimal from = BigDecimal.ZERO;
        for (Tier tier : all) {
            BigDecimal upTo = tier.upTo();
            if (upTo == null || tier.holds(quantity)) {
                return new Slice(tier, from, quantity);
            }
            from = upTo;
        }
        throw new IllegalStateException("the last tier is open");
    }

    Tier first() {
        return all.getFirst();
    }

    /** What is due when nothing was used. */
    Priced atZero(ZeroUsageFlat convention) {
        return switch (convention) {
            case NOT_CHARGED -> Priced.NOTHING;
            case CHARGE_FIRST_TIER ->
                first().hasFlat()
                        ? Priced.of(new Step("flat fee of the first tier, due without usage", first().flat()))
                        : Priced.NOTHING;
        };
    }

    private static void requireRising(List<Tier> tiers) {
        BigDecimal from = BigDecimal.ZERO;
        for (Tier tier : tiers.subList(0, tiers.size() - 1)) {
            BigDecimal upTo = tier.upTo();
            if (upTo == null || upTo.compareTo(from) <= 0) {
                throw PriceProblem.malformed("Each tier's upper bound is above the one before; only the last is open.");
            }
            from = upTo;
        }
    }
}
