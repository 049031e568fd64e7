package io.pharos.promql.analysis;

import io.pharos.promql.ast.Expr;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a query in a window reads and depends on. Built without recursion, in time that grows with the length of the
 * query; a calculated duration that comes to nonsense is a {@link io.pharos.model.Problem}.
 */
public record Analysis(Window window, List<SelectorUse> selectors, Names names, TimeDependence time) {
    /** What a subquery steps by when it names no step: the engine's evaluation interval. */
    public static final Duration DEFAULT_SUBQUERY_STEP = Duration.ofMinutes(1);

    public Analysis {
        selectors = List.copyOf(selectors);
    }

    public static Analysis of(Expr query, Window window) {
        return new Analysis(window, selectors(query, window), Names.of(query), TimeDependence.of(query));
    }

    /** The query's selectors and the time that each reads: the part of an analysis that limits need. */
    public static List<SelectorUse> selectors(Expr query, Window window) {
        return new SelectorWalk(window, DEFAULT_SUBQUERY_STEP).uses(query);
    }

    /** The time of all data that is read, or empty for a query without selectors. */
    public Optional<DataSpan> span() {
        return selectors.stream().map(SelectorUse::span).reduce(DataSpan::and);
    }

    /** How far before its first evaluation the query reaches: range, subqueries, offsets, fixed times and lookback. */
    public Duration reach() {
        return span().map(data -> data.before(window.start())).orElse(Duration.ZERO);
    }
}
