package io.pharos.billing.meter;

import java.math.BigDecimal;

/** How a meter makes one quantity of a period's events. */
public sealed interface Aggregation {
    record Count() implements Aggregation {}

    record Sum(Measure measure) implements Aggregation {}

    /** The highest value; zero without events. */
    record Max(Measure measure) implements Aggregation {}

    /** The lowest value; zero without events. */
    record Min(Measure measure) implements Aggregation {}

    /** The arithmetic mean to 34 digits; zero without events. */
    record Mean(Measure measure) implements Aggregation {}

    /** The value of the latest event by its time, and among those of one time the one that arrived last. */
    record Latest(Measure measure) implements Aggregation {}

    /**
     * How many distinct values of a property are present at the end; an event whose property {@code op} is
     * {@code remove} takes its value away again.
     */
    record UniqueCount(String property) implements Aggregation {}

    /**
     * A level that events change, averaged over the time that it held:
     * {@code Σ level × seconds held / seconds of the period}; before the first event it is what was carried over.
     */
    record TimeWeightedSum(Measure change) implements Aggregation {}

    /** The value that so many per cent of the events do not exceed: nearest rank, so always a value that occurred. */
    record Percentile(Measure measure, BigDecimal percent) implements Aggregation {
        public Percentile {
            if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
                throw new IllegalArgumentException("a percentile is above 0 and at most 100, not " + percent);
            }
        }
    }
}
