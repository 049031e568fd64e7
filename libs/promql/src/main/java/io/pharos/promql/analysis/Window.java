package io.pharos.promql.analysis;

import java.time.Duration;
import java.time.Instant;

/**
 * When a query is evaluated: from start to end, both included, at each step; an instant query has one time and no
 * step. An instant selector takes the newest sample that is no older than the lookback.
 */
public record Window(Instant start, Instant end, Duration step, Duration lookback) {
    /** Prometheus's own lookback. */
    public static final Duration DEFAULT_LOOKBACK = Duration.ofMinutes(5);

    public Window {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("a window ends before it starts");
        }
        if (step.isNegative() || lookback.isNegative() || (step.isZero() && !start.equals(end))) {
            throw new IllegalArgumentException("a window over a range needs a positive step");
        }
    }

    public static Window at(Instant time) {
        return new Window(time, time, Duration.ZERO, DEFAULT_LOOKBACK);
    }

    public static Window over(Instant start, Instant end, Duration step) {
        return new Window(start, end, step, DEFAULT_LOOKBACK);
    }

    public Window withLookback(Duration other) {
        return new Window(start, end, step, other);
    }

    public Duration length() {
        return Duration.between(start, end);
    }

    /** How many times the query is evaluated. */
    public long steps() {
        return step.isZero() ? 1 : 1 + length().dividedBy(step);
    }
}
