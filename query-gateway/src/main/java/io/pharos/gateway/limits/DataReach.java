package io.pharos.gateway.limits;

import io.pharos.promql.analysis.Analysis;
import io.pharos.promql.analysis.SelectorUse;
import io.pharos.promql.analysis.Window;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.VectorSelector;
import java.time.Duration;
import java.util.List;

/**
 * How far from the evaluated range a query reads, by its ranges, subqueries, offsets and fixed times. Recorded series
 * ({@code slo:*}, {@code pharos_usage_*}) are exempt: they are few and small, and dashboards show them over weeks.
 *
 * @param widest the farthest of the selectors that are not exempt
 * @param exempt whether the query reads exempt series and no others
 */
record DataReach(Duration widest, boolean exempt) {
    private static final List<String> EXEMPT = List.of("slo:", "pharos_usage_");

    static DataReach of(Expr query, Window window) {
        List<SelectorUse> uses = Analysis.selectors(query, window);
        Duration widest = uses.stream()
                .filter(use -> !isExempt(use.selector()))
                .map(use -> use.span().before(window.start()).plus(use.span().after(window.end())))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        boolean exempt = !uses.isEmpty() && uses.stream().allMatch(use -> isExempt(use.selector()));
        return new DataReach(widest, exempt);
    }

    private static boolean isExempt(VectorSelector selector) {
        return selector.matchers().stream().anyMatch(DataReach::namesExempt);
    }

    private static boolean namesExempt(LabelMatcher matcher) {
        return matcher.op() == LabelMatcher.Op.EQUAL
                && matcher.name().equals(LabelMatcher.METRIC_NAME)
                && EXEMPT.stream().anyMatch(matcher.value()::startsWith);
    }
}
