package io.pharos.gateway.limits;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.analysis.Window;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a query is evaluated, as a client may ask for it; what makes no sense is refused in Prometheus's manner. */
public final class Windows {
    /** Prometheus's own bound on the points of one series. */
    static final long MOST_POINTS = 11_000;

    private Windows() {}

    /** One evaluation; {@code lookback} is the client's own, zero where it gave none. */
    public static Window at(Instant time, Duration lookback) {
        return Window.at(time).withLookback(lookback);
    }

    /** Evaluations from start to end by steps longer than zero. */
    public static Window over(Instant start, Instant end, Duration step, Duration lookback) {
        requireForward(start, end);
        if (Duration.between(start, end).dividedBy(step) > MOST_POINTS) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "query.too-many-points",
                    "exceeded maximum resolution of 11,000 points per timeseries: give a longer step");
        }
        return Window.over(start, end, step).withLookback(lookback);
    }

    /** A stretch of time that is read once, as far as it lies between 1970 and now; open ends reach that far. */
    public static Window between(@Nullable Instant start, @Nullable Instant end, Instant now) {
        Instant first = start == null || start.isBefore(Instant.EPOCH) ? Instant.EPOCH : start;
        Instant last = end == null || end.isAfter(now) ? now : end;
        return last.isAfter(first)
                ? Window.over(first, last, Duration.between(first, last)).withLookback(Duration.ZERO)
                : at(last, Duration.ZERO);
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
}
