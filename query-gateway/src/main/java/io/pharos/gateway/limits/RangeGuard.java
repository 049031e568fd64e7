package io.pharos.gateway.limits;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.analysis.Window;
import io.pharos.promql.ast.Expr;
import io.pharos.tenancy.directory.QueryLimits;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Refuses a query that spans more time than the caller may ask for, and says what is allowed and what was asked. */
public final class RangeGuard {
    private RangeGuard() {}

    /**
     * Holds a query to the limits. The window's lookback is the client's own, zero where it gave none: the engine's
     * usual one is nobody's wish and is not counted.
     */
    public static void check(QueryLimits limits, Expr query, Window window) {
        if (limits.equals(QueryLimits.UNLIMITED)) {
            return;
        }
        Duration longest = orForever(limits.maxRange());
        Duration widest = orForever(limits.maxDataSpan());
        DataReach reach = DataReach.of(query, window);
        if (reach.exempt()) {
            return;
        }
        if (window.length().compareTo(longest) > 0) {
            throw Problem.of(
                    Kind.MALFORMED, "query.range-too-long", "end - start is " + beyond(window.length(), longest));
        }
        if (reach.widest().compareTo(widest) > 0) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "query.span-too-wide",
                    "range + subquery + offset is " + beyond(reach.widest(), widest));
        }
    }

    private static Duration orForever(@Nullable Duration limit) {
        return limit == null ? ChronoUnit.FOREVER.getDuration() : limit;
    }

    private static String beyond(Duration asked, Duration limit) {
        return Durations.text(asked) + " and your limit is " + Durations.text(limit)
                + ": ask for less, or for a plan or role that allows more";
    }
}
