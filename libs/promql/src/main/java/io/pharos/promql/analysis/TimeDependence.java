package io.pharos.promql.analysis;

import io.pharos.promql.ast.AggregateExpr;
import io.pharos.promql.ast.At;
import io.pharos.promql.ast.BinaryExpr;
import io.pharos.promql.ast.Call;
import io.pharos.promql.ast.DurationExpr;
import io.pharos.promql.ast.DurationOp;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.MatrixSelector;
import io.pharos.promql.ast.NumberLiteral;
import io.pharos.promql.ast.ParenExpr;
import io.pharos.promql.ast.StringLiteral;
import io.pharos.promql.ast.SubqueryExpr;
import io.pharos.promql.ast.TimeSpan;
import io.pharos.promql.ast.UnaryExpr;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.ast.Walk;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * How the value at one step depends on more than that step's time, which decides what a cache may keep.
 *
 * @param fixedTime some selector looks at a time of its own ({@code @}), so one step's value may need any data
 * @param bounds the value depends on where the query's range starts or ends: steps of another range do not fit
 * @param step the value depends on the query's step
 * @param future a negative offset: a value may change after its time has passed
 */
public record TimeDependence(boolean fixedTime, boolean bounds, boolean step, boolean future) {

    static TimeDependence of(Expr query) {
        Finder finder = new Finder();
        Walk.preorder(query, finder::node);
        return new TimeDependence(finder.fixedTime, finder.bounds, finder.step, finder.future);
    }

    /** Whether steps of this query can be kept and reused in a query over another range with the same step. */
    public boolean stepsAreReusable() {
        return !bounds && !future && !fixedTime;
    }

    private static final class Finder {
        private boolean fixedTime;
        private boolean bounds;
        private boolean step;
        private boolean future;

        void node(Expr node) {
            switch (node) {
                case VectorSelector selector -> {
                    at(selector.at());
                    offset(selector.offset());
                }
                case MatrixSelector matrix -> span(matrix.span());
                case SubqueryExpr subquery -> {
                    at(subquery.at());
                    offset(subquery.offset());
                    span(subquery.span());
                    span(subquery.step());
                }
                case Call call -> function(call.function().name());
                case AggregateExpr _, BinaryExpr _, NumberLiteral _, ParenExpr _, StringLiteral _, UnaryExpr _ -> {}
            }
        }

        private void function(String name) {
            switch (name) {
                case "start", "end", "range" -> bounds = true;
                case "step" -> step = true;
                default -> {}
            }
        }

        private void at(@Nullable At at) {
            switch (at) {
                case null -> {}
                case At.Timestamp _ -> fixedTime = true;
                case At.Bound _ -> {
                    fixedTime = true;
                    bounds = true;
                }
            }
        }

        private void offset(TimeSpan offset) {
            // What a calculated offset comes to is only known in a window: it may be negative.
            future |=
                    !(offset instanceof TimeSpan.Fixed fixed) || fixed.length().isNegative();
            span(offset);
        }

        private void span(TimeSpan span) {
            if (!(span instanceof TimeSpan.Computed computed)) {
                return;
            }
            Deque<DurationExpr> pending = new ArrayDeque<>();
            pending.push(computed.expr());
            while (!pending.isEmpty()) {
                if (pending.pop() instanceof DurationExpr.Operation operation) {
                    bounds |= operation.op() == DurationOp.RANGE;
                    step |= operation.op() == DurationOp.STEP;
                    push(pending, operation.lhs());
                    push(pending, operation.rhs());
                }
            }
        }

        private static void push(Deque<DurationExpr> pending, @Nullable DurationExpr operand) {
            if (operand != null) {
                pending.push(operand);
            }
        }
    }
}
