package io.pharos.promql.dialect;

import io.pharos.promql.ast.AggregateExpr;
import io.pharos.promql.ast.At;
import io.pharos.promql.ast.BinaryExpr;
import io.pharos.promql.ast.Call;
import io.pharos.promql.ast.DurationExpr;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.MatrixSelector;
import io.pharos.promql.ast.NumberLiteral;
import io.pharos.promql.ast.ParenExpr;
import io.pharos.promql.ast.RangeMode;
import io.pharos.promql.ast.StringLiteral;
import io.pharos.promql.ast.SubqueryExpr;
import io.pharos.promql.ast.TimeSpan;
import io.pharos.promql.ast.UnaryExpr;
import io.pharos.promql.ast.VectorMatching;
import io.pharos.promql.ast.VectorSelector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names the features that one node uses, without its children; names that no table lists are harmless. */
final class UsedFeatures {
    private static final Pattern LEGACY_METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LEGACY_LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private final Consumer<String> found;

    UsedFeatures(Consumer<String> found) {
        this.found = found;
    }

    void of(Expr node) {
        switch (node) {
            case AggregateExpr aggregate -> {
                found.accept(aggregate.op().symbol());
                labels(aggregate.grouping());
            }
            case BinaryExpr binary -> {
                found.accept(binary.op().symbol());
                matching(binary.matching());
            }
            case Call call -> found.accept(call.function().name() + "()");
            case MatrixSelector matrix -> span(matrix.span());
            case NumberLiteral number -> {
                if (number.duration()) {
                    found.accept(Features.NUMERIC_DURATIONS);
                }
            }
            case SubqueryExpr subquery -> subquery(subquery);
            case VectorSelector selector -> selector(selector);
            case ParenExpr _, StringLiteral _, UnaryExpr _ -> {}
        }
    }

    private void subquery(SubqueryExpr subquery) {
        span(subquery.span());
        span(subquery.step());
        offset(subquery.offset());
        at(subquery.at());
    }

    private void selector(VectorSelector selector) {
        if (!selector.name().isEmpty()
                && !LEGACY_METRIC.matcher(selector.name()).matches()) {
            found.accept(Features.QUOTED_NAMES);
        }
        labels(selector.matchers().stream().map(LabelMatcher::name).toList());
        offset(selector.offset());
        at(selector.at());
        if (selector.mode() != RangeMode.PLAIN) {
            found.accept(selector.mode().symbol());
        }
    }

    private void matching(@Nullable VectorMatching matching) {
        if (matching == null) {
            return;
        }
        labels(matching.labels());
        labels(matching.include());
        if (matching.fills()) {
            found.accept(Features.FILL);
        }
    }

    private void labels(List<String> names) {
        for (String name : names) {
            if (!LEGACY_LABEL.matcher(name).matches()) {
                found.accept(Features.QUOTED_NAMES);
            }
        }
    }

    private void at(@Nullable At at) {
        if (at != null) {
            found.accept(Features.AT);
        }
    }

    private void offset(TimeSpan offset) {
        if (offset instanceof TimeSpan.Fixed fixed && fixed.length().isNegative()) {
            found.accept(Features.NEGATIVE_OFFSET);
        }
        span(offset);
    }

    private void span(TimeSpan span) {
        if (!(span instanceof TimeSpan.Computed computed)) {
            return;
        }
        found.accept(Features.DURATION_EXPRESSIONS);
        Deque<DurationExpr> pending = new ArrayDeque<>(List.of(computed.expr()));
        while (!pending.isEmpty()) {
            if (pending.pop() instanceof DurationExpr.Operation operation) {
                found.accept(operation.op().symbol() + "() in a duration");
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
