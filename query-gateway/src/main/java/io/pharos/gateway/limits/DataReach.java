package io.pharos.gateway.limits;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.ast.At;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.MatrixSelector;
import io.pharos.promql.ast.SubqueryExpr;
import io.pharos.promql.ast.TimeSpan;
import io.pharos.promql.ast.VectorSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far from the evaluated range a query reads: for each selector its range, the subqueries around it and the
 * offsets, added up; {@code @} counts as the offset that leads there. Recorded series ({@code slo:*},
 * {@code pharos_usage_*}) are exempt: they are few and small, and dashboards show them over weeks.
 *
 * @param widest the farthest of the selectors that are not exempt
 * @param exempt whether the query reads exempt series and no others
 */
record DataReach(Duration widest, boolean exempt) {
    private static final List<String> EXEMPT = List.of("slo:", "pharos_usage_");

    private record Visit(Expr expr, Duration around) {}

    /** The reach of a query; its cost grows with the query's length, whatever its shape. */
    static DataReach of(Expr query, Evaluation evaluation) {
        Duration widest = Duration.ZERO;
        int exempt = 0;
        int counted = 0;
        Deque<Visit> pending = new ArrayDeque<>();
        pending.push(new Visit(query, Duration.ZERO));
        while (!pending.isEmpty()) {
            Visit visit = pending.pop();
            Duration reach = visit.around().plus(own(visit.expr(), evaluation));
            if (visit.expr() instanceof VectorSelector selector) {
                boolean free = isExempt(selector);
                exempt += free ? 1 : 0;
                counted += free ? 0 : 1;
                widest = free || reach.compareTo(widest) < 0 ? widest : reach;
            }
            visit.expr().children().forEach(child -> pending.push(new Visit(child, reach)));
        }
        return new DataReach(widest, exempt > 0 && counted == 0);
    }

    /** What this node alone adds. */
    private static Duration own(Expr expr, Evaluation evaluation) {
        if (expr instanceof VectorSelector selector) {
            return shift(selector.offset(), selector.at(), evaluation);
        }
        if (expr instanceof MatrixSelector matrix) {
            return fixed(matrix.span());
        }
        if (expr instanceof SubqueryExpr subquery) {
            return fixed(subquery.span()).plus(shift(subquery.offset(), subquery.at(), evaluation));
        }
        return Duration.ZERO;
    }

    private static Duration shift(TimeSpan offset, @Nullable At at, Evaluation evaluation) {
        Duration back = fixed(offset).abs();
        return at instanceof At.Timestamp time
                ? back.plus(evaluation.distance(Instant.ofEpochMilli(time.millis())))
                : back;
    }

    private static Duration fixed(TimeSpan span) {
        return switch (span) {
            case TimeSpan.Fixed known -> known.length();
            case TimeSpan.Computed computed ->
                throw Problem.of(
                        Kind.MALFORMED,
                        "query.span-calculated",
                        "a duration that is calculated cannot be held to your limit: write it out, such as [5m]");
        };
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
