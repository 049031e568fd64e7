package io.pharos.billing.rating.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A price for being able to: the first tier whose limits hold all peaks of the period prices the whole. A unit that
 * a tier does not name is unlimited there, and so is everything in the last tier.
 */
public record Capacity(List<Level> levels) implements PriceModel {
    /** Limits by unit, and the price of staying within them. */
    public record Level(Map<String, BigDecimal> limits, BigDecimal price) {
        public Level {
            limits = Map.copyOf(limits);
        }

        boolean holds(Map<String, BigDecimal> peaks) {
            return peaks.entrySet().stream().allMatch(p -> within(p.getValue(), limits.get(p.getKey())));
        }

        private static boolean within(BigDecimal peak, @Nullable BigDecimal limit) {
            return limit == null || peak.compareTo(limit) <= 0;
        }
    }

    public Capacity {
        levels = List.copyOf(levels);
        if (levels.isEmpty()) {
            throw PriceProblem.malformed("A capacity price has at least one level.");
        }
    }

    @Override
    public Priced price(Usage usage) {
        Level reached = levels.stream()
                .filter(level -> level.holds(usage.peaks()))
                .findFirst()
                .orElse(levels.getLast());
        int number = levels.indexOf(reached) + 1;
        return Priced.of(new Step("capacity level " + number + " holds all peaks", reached.price()));
    }

    @Override
    public Additivity additivity() {
        return Additivity.because("the highest peak of the period prices the whole period");
    }

    @Override
    public boolean pricesQuantity() {
        return false;
    }
}
