package io.pharos.promql.analysis;

import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.Walk;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The names in a query, sorted.
 *
 * @param metrics metrics that selectors name exactly; {@code target_info} where {@code info()} implies it
 * @param labels labels that are matched, grouped, joined, read or written, without {@code __name__}
 * @param functions functions that are called
 * @param aggregations aggregation operators that are used
 */
public record Names(
        SortedSet<String> metrics,
        SortedSet<String> labels,
        SortedSet<String> functions,
        SortedSet<String> aggregations) {

    public Names {
        metrics = copy(metrics);
        labels = copy(labels);
        functions = copy(functions);
        aggregations = copy(aggregations);
    }

    static Names of(Expr query) {
        NameCollector collector = new NameCollector();
        Walk.preorder(query, collector::collect);
        return collector.names();
    }

    private static SortedSet<String> copy(SortedSet<String> names) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }
}
