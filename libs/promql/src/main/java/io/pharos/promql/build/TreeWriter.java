package io.pharos.promql.build;

import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.NumberLiteral;
import io.pharos.promql.ast.SourceRange;
import io.pharos.promql.ast.VectorMatching;
import io.pharos.promql.print.Printer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what {@link TreeReader} reads. */
final class TreeWriter {
    private TreeWriter() {}

    static Map<String, Object> query(BuilderQuery query) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("start", start(query.start()));
        tree.put("steps", query.steps().stream().map(TreeWriter::step).toList());
        return tree;
    }

    private static Map<String, Object> start(Start start) {
        Map<String, Object> tree = new LinkedHashMap<>();
        switch (start) {
            case Start.Metric metric -> {
                tree.put("metric", metric.name());
                tree.put(
                        "matchers",
                        metric.matchers().stream().map(TreeWriter::matcher).toList());
                tree.put("offset", duration(metric.offset()));
            }
            case Start.Time _ -> tree.put("time", true);
            case Start.Constant constant -> tree.put("number", number(constant.value()));
        }
        return tree;
    }

    private static Map<String, Object> matcher(LabelMatcher matcher) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("label", matcher.name());
        tree.put("op", matcher.op().symbol());
        tree.put("value", matcher.value());
        return tree;
    }

    private static Map<String, Object> step(Step step) {
        Map<String, Object> tree = new LinkedHashMap<>();
        switch (step) {
            case Step.OverTime over -> overTime(over, tree);
            case Step.Apply apply -> {
                tree.put("kind", "apply");
                tree.put("function", apply.function());
                tree.put("arguments", literals(apply.arguments()));
            }
            case Step.Aggregate aggregate -> aggregate(aggregate, tree);
            case Step.WithNumber with -> {
                tree.put("kind", "with_number");
                tree.put("op", with.op().symbol());
                tree.put("number", number(with.number()));
                tree.put("first", with.first());
                tree.put("bool", with.bool());
            }
            case Step.WithQuery with -> withQuery(with, tree);
        }
        return tree;
    }

    private static void overTime(Step.OverTime over, Map<String, Object> tree) {
        tree.put("kind", "over_time");
        tree.put("function", over.function());
        tree.put("arguments", literals(over.arguments()));
        tree.put("range", duration(over.range()));
        Duration resolution = over.resolution();
        if (resolution != null) {
            tree.put("resolution", duration(resolution));
        }
    }

    private static void aggregate(Step.Aggregate aggregate, Map<String, Object> tree) {
        tree.put("kind", "aggregate");
        tree.put("op", aggregate.op().symbol());
        Literal parameter = aggregate.parameter();
        if (parameter != null) {
            tree.put("parameter", literal(parameter));
        }
        tree.put(aggregate.without() ? "without" : "by", aggregate.labels());
    }

    private static void withQuery(Step.WithQuery with, Map<String, Object> tree) {
        tree.put("kind", "with_query");
        tree.put("op", with.op().symbol());
        tree.put("query", query(with.right()));
        VectorMatching matching = with.matching();
        if (matching != null) {
            tree.put("matching", matching(matching));
        }
        tree.put("bool", with.bool());
    }

    private static Map<String, Object> matching(VectorMatching matching) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("cardinality", matching.card().id());
        tree.put(matching.on() ? "on" : "ignoring", matching.labels());
        tree.put("include", matching.include());
        return tree;
    }

    private static List<Map<String, Object>> literals(List<Literal> literals) {
        return literals.stream().map(TreeWriter::literal).toList();
    }

    private static Map<String, Object> literal(Literal literal) {
        return switch (literal) {
            case Literal.Number number -> Map.of("number", number(number));
            case Literal.Text text -> Map.of("text", text.value());
        };
    }

    private static String duration(Duration duration) {
        return number(new Literal.Number(duration.toMillis() / 1e3, true));
    }

    private static String number(Literal.Number number) {
        return Printer.print(new NumberLiteral(number.value(), number.duration(), SourceRange.NONE));
    }
}
