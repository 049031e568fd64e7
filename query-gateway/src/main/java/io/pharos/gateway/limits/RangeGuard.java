package io.pharos.gateway.limits;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.analysis.Window;
import io.pharos.promql.ast.Expr;
import io.pharos.tenancy.directory.QueryLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Refuses a query that spans more time than the caller may ask for, and says what is allowed and what was asked. */
public final class RangeGuard {
    private RangeGuard() {}

    /**
     * Holds a query to the limits. The window's lookback is the client's own, zero where it gave none: the engine's
     * usual one is nobody's wish and is not counted.
     */
    public static void check(QueryLimits limits, Expr query, Window window) {
        Duration range = limits.maxRange();
        Duration span = limits.maxDataSpan();
        if (range == null && span == null) {
            return;
        }
        DataReach reach = DataReach.of(query, window);
        if (!reach.exempt()) {
            require(range, window.length(), "query.range-too-long", "end - start");
            require(span, reach.widest(), "query.span-too-wide", "range + subquery + offset");
        }
    }

    private static void require(@Nullable Duration limit, Duration asked, String code, String what) {
        if (limit != null && asked.compareTo(limit) > 0) {
            throw Problem.of(
                    Kind.MALFORMED,
                    code,
                    what + " is " + Durations.text(asked) + " and your limit is " + Durations.text(limit)
                            + ": ask for less, or for a plan or role that allows more");
        }
    }
}
