package io.pharos.gateway.metering;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many samples a question will read: by its shape for one series a selector, times what was learned of the same
 * text before. Calculated when it is first asked for; for one thread at a time.
 */
public final class Estimate {
    private final LongSupplier shape;
    private final String text;
    private final LearnedRatios learned;
    private @Nullable Long perSeries;

    Estimate(LongSupplier shape, String text, LearnedRatios learned) {
        this.shape = shape;
        this.text = text;
        this.learned = learned;
    }

    /** The samples for one series a selector. */
    long perSeries() {
        Long known = perSeries;
        if (known == null) {
            known = shape.getAsLong();
            perSeries = known;
        }
        return known;
    }

    /** The best guess before the engine is asked. */
    public long samples() {
        return saturated(perSeries() * learned.of(text));
    }

    /** Whether the guess goes by what the same text read before. */
    public boolean isLearned() {
        return learned.knows(text);
    }

    /** The samples where an engine tells how many series it read, and no more. */
    long ofSeries(long series) {
        return saturated((double) perSeries() * Math.max(1, series));
    }

    /** Remembers what it came to. */
    void learn(long samples) {
        learned.remember(text, (double) samples / Math.max(1, perSeries()));
    }

    private static long saturated(double samples) {
        return Math.round(samples); // Math.round saturates at the ends of long.
    }
}
