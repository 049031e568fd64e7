package io.pharos.alert.template.function;

import java.time.Duration;
import java.util.function.LongSupplier;

/** What one expansion may cost in steps, time and text; one that costs more is given up. For one thread. */
public final class Budget {
    private static final int LOOK_AT_CLOCK = 64;

    private final long maxSteps;
    private final int maxText;
    private final LongSupplier nanos;
    private final long deadline;
    private long steps;

    /** @param nanos a clock like {@link System#nanoTime} */
    public Budget(long maxSteps, int maxText, Duration time, LongSupplier nanos) {
        this.maxSteps = maxSteps;
        this.maxText = maxText;
        this.nanos = nanos;
        this.deadline = nanos.getAsLong() + time.toNanos();
    }

    /** One action, operand or round of a loop. */
    public void step() {
        if (++steps > maxSteps) {
            throw new ExpansionException("gave up after " + maxSteps + " steps");
        }
        if (steps % LOOK_AT_CLOCK == 0) {
            checkTime();
        }
    }

    /** Before and after anything that may take long. */
    public void checkTime() {
        if (nanos.getAsLong() - deadline > 0) {
            throw new ExpansionException("took too long");
        }
    }

    /** A text of that length was made, or is about to be. */
    public void text(long length) {
        if (length > maxText) {
            throw new ExpansionException("text is longer than " + maxText + " characters");
        }
    }
}
