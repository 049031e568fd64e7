package io.pharos.gateway.limits;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.time.Duration;
import java.time.Instant;

/** The times at which a query is evaluated: one instant (then start and end are the same), or a range by steps. */
public record Evaluation(Instant start, Instant end, Duration step) {
    /** Prometheus's own bound on the points of one series. */
    static final long MOST_POINTS = 11_000;

    public Evaluation {
        requireForward(start, end);
        if (!start.equals(end)) {
            requireSteps(Duration.between(start, end), step);
        }
    }

    /** One evaluation at one instant. */
    public static Evaluation at(Instant time) {
        return new Evaluation(time, time, Duration.ZERO);
    }

    /** Evaluations from start to end, both included where the steps meet them. */
    public static Evaluation range(Instant start, Instant end, Duration step) {
        return new Evaluation(start, end, step);
    }

    /** Refuses an end before its start. */
    public static void requireForward(Instant start, Instant end) {
        if (end.isBefore(start)) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "query.range-backwards",
                    "invalid parameter \"end\": it lies before the start: swap them");
        }
    }

    private static void requireSteps(Duration length, Duration step) {
        if (!step.isPositive() || length.dividedBy(step) > MOST_POINTS) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "query.too-many-points",
                    "exceeded maximum resolution of 11,000 points per timeseries: give a longer step");
        }
    }

    /** From the first evaluation to the last. */
    public Duration length() {
        return Duration.between(start, end);
    }

    /** How far a time lies outside of the evaluated range. */
    Duration distance(Instant time) {
        if (time.isBefore(start)) {
            return Duration.between(time, start);
        }
        return time.isAfter(end) ? Duration.between(end, time) : Duration.ZERO;
    }
}
