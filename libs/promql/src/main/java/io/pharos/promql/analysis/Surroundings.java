package io.pharos.promql.analysis;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the subqueries around a node add up to: how far back, over which range, at which fixed time if any, and how
 * many evaluations of the node one evaluation of the query takes.
 */
record Surroundings(
        Duration offset, Duration range, @Nullable Instant fixed, long evaluations) {
    static Surroundings of(Window window) {
        return new Surroundings(Duration.ZERO, Duration.ZERO, null, window.steps());
    }

    /** Inside a subquery at the time of whatever it stands in. */
    Surroundings inside(Duration subqueryOffset, Duration subqueryRange, long steps) {
        return new Surroundings(
                offset.plus(subqueryOffset), range.plus(subqueryRange), fixed, saturated(evaluations, steps));
    }

    /** Inside a subquery at a time of its own: what lies further out no longer moves it. */
    Surroundings fixedAt(Instant time, Duration subqueryOffset, Duration subqueryRange, long steps) {
        return new Surroundings(subqueryOffset, subqueryRange, time, steps);
    }

    static long saturated(long a, long b) {
        long product = a * b;
        return Math.multiplyHigh(a, b) != 0 || product < 0 ? Long.MAX_VALUE : product;
    }
}
