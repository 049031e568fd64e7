package io.pharos.promql.analysis;

import io.pharos.promql.ast.AggregateExpr;
import io.pharos.promql.ast.AggregateOp;
import io.pharos.promql.ast.BinaryExpr;
import io.pharos.promql.ast.Call;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.MatrixSelector;
import io.pharos.promql.ast.NumberLiteral;
import io.pharos.promql.ast.ParenExpr;
import io.pharos.promql.ast.StringLiteral;
import io.pharos.promql.ast.SubqueryExpr;
import io.pharos.promql.ast.UnaryExpr;
import io.pharos.promql.ast.VectorMatching;
import io.pharos.promql.ast.VectorSelector;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Gathers the names that nodes use, node by node. */
final class NameCollector {
    private static final String TARGET_INFO = "target_info";

    private final SortedSet<String> metrics = new TreeSet<>();
    private final SortedSet<String> labels = new TreeSet<>();
    private final SortedSet<String> functions = new TreeSet<>();
    private final SortedSet<String> aggregations = new TreeSet<>();

    Names names() {
        return new Names(metrics, labels, functions, aggregations);
    }

    void collect(Expr node) {
        switch (node) {
            case VectorSelector selector -> selector(selector);
            case AggregateExpr aggregate -> aggregate(aggregate);
            case BinaryExpr binary -> matching(binary.matching());
            case Call call -> call(call);
            case MatrixSelector _, NumberLiteral _, ParenExpr _, StringLiteral _, SubqueryExpr _, UnaryExpr _ -> {}
        }
    }

    private void selector(VectorSelector selector) {
        for (LabelMatcher matcher : selector.matchers()) {
            if (!matcher.name().equals(LabelMatcher.METRIC_NAME)) {
                labels.add(matcher.name());
            } else if (matcher.op() == LabelMatcher.Op.EQUAL) {
                metrics.add(matcher.value());
            }
        }
    }

    private void aggregate(AggregateExpr aggregate) {
        aggregations.add(aggregate.op().symbol());
        labels.addAll(aggregate.grouping());
        if (aggregate.op() == AggregateOp.COUNT_VALUES) {
            label(aggregate.children().getFirst());
        }
    }

    private void matching(@Nullable VectorMatching matching) {
        if (matching != null) {
            labels.addAll(matching.labels());
            labels.addAll(matching.include());
        }
    }

    private void call(Call call) {
        functions.add(call.function().name());
        List<Expr> args = call.args();
        switch (call.function().name()) {
            case "label_replace" -> {
                label(args.get(1));
                label(args.get(3));
            }
            case "label_join" -> {
                label(args.get(1));
                args.subList(3, args.size()).forEach(this::label);
            }
            case "histogram_quantiles" -> label(args.get(1));
            case "sort_by_label", "sort_by_label_desc" ->
                args.subList(1, args.size()).forEach(this::label);
            case "info" -> info(args);
            default -> {}
        }
    }

    private void info(List<Expr> args) {
        boolean named = args.size() == 2
                && args.get(1) instanceof VectorSelector selector
                && selector.matchers().stream()
                        .anyMatch(matcher -> matcher.name().equals(LabelMatcher.METRIC_NAME));
        if (!named) {
            metrics.add(TARGET_INFO);
        }
    }

    private void label(Expr argument) {
        Expr inner = argument;
        while (inner instanceof ParenExpr paren) {
            inner = paren.expr();
        }
        if (inner instanceof StringLiteral literal && !literal.value().isEmpty()) {
            labels.add(literal.value());
        }
    }
}
