package io.pharos.promql.build;

import io.pharos.promql.ast.AggregateOp;
import io.pharos.promql.ast.BinaryOp;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.VectorMatching;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what {@link TreeWriter} writes, and trusts nothing in it. */
final class TreeReader {
    private TreeReader() {}

    static BuilderQuery query(@Nullable Object tree, int nesting) {
        if (nesting > BuilderQuery.MAX_NESTING) {
            throw BuilderWriter.refused(
                    "Queries stand inside each other more than " + BuilderQuery.MAX_NESTING + " deep.");
        }
        Fields fields = new Fields(tree, "A query");
        Start start = start(new Fields(fields.raw("start"), "The start"));
        List<Step> steps = fields.list("steps").stream()
                .map(step -> step(new Fields(step, "A step"), nesting))
                .toList();
        fields.end();
        return new BuilderQuery(start, steps);
    }

    private static Start start(Fields fields) {
        Start start;
        if (fields.flag("time")) {
            start = new Start.Time();
        } else if (fields.has("number")) {
            start = new Start.Constant(fields.number("number"));
        } else {
            start = metric(fields);
        }
        fields.end();
        return start;
    }

    private static Start metric(Fields fields) {
        List<LabelMatcher> matchers = fields.list("matchers").stream()
                .map(matcher -> matcher(new Fields(matcher, "A matcher")))
                .toList();
        Duration offset = fields.has("offset") ? fields.duration("offset") : Duration.ZERO;
        return new Start.Metric(fields.textOr("metric", ""), matchers, offset);
    }

    private static LabelMatcher matcher(Fields fields) {
        LabelMatcher.Op op = named(LabelMatcher.Op.values(), LabelMatcher.Op::symbol, fields.textOr("op", "="));
        LabelMatcher matcher = new LabelMatcher(op, fields.text("label"), fields.text("value"));
        fields.end();
        return matcher;
    }

    private static Step step(Fields fields, int nesting) {
        String kind = fields.text("kind");
        Step step = switch (kind) {
            case "over_time" -> overTime(fields);
            case "apply" -> new Step.Apply(fields.text("function"), literals(fields));
            case "aggregate" -> aggregate(fields);
            case "with_number" ->
                new Step.WithNumber(op(fields), fields.number("number"), fields.flag("first"), fields.flag("bool"));
            case "with_query" ->
                new Step.WithQuery(
                        op(fields),
                        query(fields.raw("query"), nesting + 1),
                        fields.has("matching") ? matching(new Fields(fields.raw("matching"), "A matching")) : null,
                        fields.flag("bool"));
            default -> throw BuilderWriter.refused("There is no step of the kind " + kind + ".");
        };
        fields.end();
        return step;
    }

    private static Step overTime(Fields fields) {
        Duration resolution = fields.has("resolution") ? fields.duration("resolution") : null;
        return new Step.OverTime(fields.text("function"), literals(fields), fields.duration("range"), resolution);
    }

    private static Step aggregate(Fields fields) {
        AggregateOp op = named(AggregateOp.values(), AggregateOp::symbol, fields.text("op"));
        Literal parameter = fields.has("parameter") ? literal(fields.raw("parameter")) : null;
        boolean without = fields.has("without");
        return new Step.Aggregate(op, parameter, without, fields.texts(without ? "without" : "by"));
    }

    private static VectorMatching matching(Fields fields) {
        VectorMatching.Cardinality card = named(
                VectorMatching.Cardinality.values(),
                VectorMatching.Cardinality::id,
                fields.textOr("cardinality", VectorMatching.Cardinality.ONE_TO_ONE.id()));
        boolean on = fields.has("on");
        VectorMatching matching =
                new VectorMatching(card, fields.texts(on ? "on" : "ignoring"), on, fields.texts("include"), null, null);
        fields.end();
        return matching;
    }

    private static List<Literal> literals(Fields fields) {
        return fields.list("arguments").stream().map(TreeReader::literal).toList();
    }

    private static Literal literal(@Nullable Object tree) {
        Fields fields = new Fields(tree, "An argument");
        Literal literal = fields.has("text") ? new Literal.Text(fields.text("text")) : fields.number("number");
        fields.end();
        return literal;
    }

    private static BinaryOp op(Fields fields) {
        return named(BinaryOp.values(), BinaryOp::symbol, fields.text("op"));
    }

    private static <T> T named(T[] all, Function<T, String> name, String wanted) {
        return Stream.of(all)
                .filter(each -> name.apply(each).equals(wanted))
                .findFirst()
                .orElseThrow(() -> BuilderWriter.refused("There is no " + wanted + " here."));
    }
}
