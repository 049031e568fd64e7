package io.pharos.promql.print;

import io.pharos.promql.ast.AggregateExpr;
import io.pharos.promql.ast.At;
import io.pharos.promql.ast.BinaryExpr;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.MatrixSelector;
import io.pharos.promql.ast.NumberLiteral;
import io.pharos.promql.ast.RangeMode;
import io.pharos.promql.ast.StringLiteral;
import io.pharos.promql.ast.SubqueryExpr;
import io.pharos.promql.ast.TimeSpan;
import io.pharos.promql.ast.VectorMatching;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.lex.GoQuote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of an expression's text that stand around its children, the same in both layouts. */
final class Fragments {
    private Fragments() {}

    /** The operator and its grouping: {@code sum by (a, b) }. */
    static void aggregation(StringBuilder out, AggregateExpr aggregate) {
        out.append(aggregate.op().symbol());
        if (aggregate.without()) {
            labels(out.append(" without ("), aggregate.grouping()).append(") ");
        } else if (!aggregate.grouping().isEmpty()) {
            labels(out.append(" by ("), aggregate.grouping()).append(") ");
        }
    }

    /** The operator and its modifiers: {@code == bool on (a) group_left (b)}. */
    static void operator(StringBuilder out, BinaryExpr binary) {
        out.append(binary.op().symbol());
        if (binary.returnBool()) {
            out.append(" bool");
        }
        if (binary.matching() != null) {
            matching(out, binary.matching());
        }
    }

    private static void matching(StringBuilder out, VectorMatching matching) {
        boolean grouped = matching.card().isGrouped();
        if (!matching.labels().isEmpty() || matching.on() || grouped) {
            labels(out.append(matching.on() ? " on (" : " ignoring ("), matching.labels())
                    .append(')');
        }
        if (grouped) {
            boolean left = matching.card() == VectorMatching.Cardinality.MANY_TO_ONE;
            labels(out.append(left ? " group_left (" : " group_right ("), matching.include())
                    .append(')');
        }
        fills(out, matching.fillLeft(), matching.fillRight());
    }

    private static void fills(StringBuilder out, @Nullable Double left, @Nullable Double right) {
        if (left != null && right != null && left.doubleValue() == right.doubleValue()) {
            out.append(" fill (").append(GoFloat.general(left)).append(')');
            return;
        }
        if (left != null) {
            out.append(" fill_left (").append(GoFloat.general(left)).append(')');
        }
        if (right != null) {
            out.append(" fill_right (").append(GoFloat.general(right)).append(')');
        }
    }

    private static StringBuilder labels(StringBuilder out, List<String> labels) {
        for (int i = 0; i < labels.size(); i++) {
            if (i > 0) {
                out.append(", ");
            }
            label(out, labels.get(i));
        }
        return out;
    }

    static void label(StringBuilder out, String name) {
        if (isPlainName(name)) {
            out.append(name);
        } else {
            GoQuote.append(out, name);
        }
    }

    private static boolean isPlainName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    static void number(StringBuilder out, NumberLiteral number) {
        DurationPrinter.appendLiteral(out, number.value(), number.duration());
    }

    static void string(StringBuilder out, StringLiteral string) {
        GoQuote.append(out, string.value());
    }

    static void vector(StringBuilder out, VectorSelector selector) {
        series(out, selector);
        at(out, selector.at());
        mode(out, selector.mode());
        offset(out, selector.offset());
    }

    static void matrix(StringBuilder out, MatrixSelector matrix) {
        VectorSelector selector = matrix.selector();
        series(out, selector);
        span(out.append('['), matrix.span()).append(']');
        mode(out, selector.mode());
        at(out, selector.at());
        offset(out, selector.offset());
    }

    /** What follows the expression: {@code [5m:1m] @ 10.000 offset 1h}. */
    static void subquery(StringBuilder out, SubqueryExpr subquery) {
        span(out.append('['), subquery.span()).append(':');
        if (!subquery.step().isNone()) {
            span(out, subquery.step());
        }
        out.append(']');
        at(out, subquery.at());
        offset(out, subquery.offset());
    }

    private static void series(StringBuilder out, VectorSelector selector) {
        out.append(selector.name());
        Matchers.append(out, selector);
    }

    private static void mode(StringBuilder out, RangeMode mode) {
        if (mode != RangeMode.PLAIN) {
            out.append(' ').append(mode.symbol());
        }
    }

    private static void at(StringBuilder out, @Nullable At at) {
        switch (at) {
            case null -> {}
            case At.Timestamp timestamp -> out.append(" @ ").append(GoFloat.secondsOf(timestamp.millis()));
            case At.Bound bound -> out.append(" @ ").append(bound.symbol()).append("()");
        }
    }

    private static void offset(StringBuilder out, TimeSpan offset) {
        if (!offset.isNone()) {
            span(out.append(" offset "), offset);
        }
    }

    private static StringBuilder span(StringBuilder out, TimeSpan span) {
        switch (span) {
            case TimeSpan.Computed computed -> DurationPrinter.append(out, computed.expr());
            case TimeSpan.Fixed fixed -> {
                if (fixed.length().isNegative()) {
                    out.append('-');
                }
                DurationText.append(out, Math.abs(fixed.length().toNanos()));
            }
        }
        return out;
    }

    static void matcher(StringBuilder out, LabelMatcher matcher) {
        label(out, matcher.name());
        out.append(matcher.op().symbol());
        GoQuote.append(out, matcher.value());
    }
}
