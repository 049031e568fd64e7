package io.pharos.gateway.syntax;

import io.pharos.promql.ast.AggregateExpr;
import io.pharos.promql.ast.At;
import io.pharos.promql.ast.BinaryExpr;
import io.pharos.promql.ast.Call;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.MatrixSelector;
import io.pharos.promql.ast.RangeMode;
import io.pharos.promql.ast.SubqueryExpr;
import io.pharos.promql.ast.TimeSpan;
import io.pharos.promql.ast.UnaryExpr;
import io.pharos.promql.ast.ValueType;
import io.pharos.promql.ast.VectorMatching;
import io.pharos.promql.ast.VectorSelector;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields that each node of a tree has beside its children. Nodes with children are left open at their end. */
final class Fields {
    private Fields() {}

    static String aggregation(AggregateExpr node) {
        return open(new JsonObject()
                .put("type", "aggregation")
                .put("op", node.op().symbol())
                .put("grouping", new JsonArray(node.grouping()))
                .put("without", node.without()));
    }

    static String binary(BinaryExpr node) {
        return open(new JsonObject()
                .put("type", "binaryExpr")
                .put("op", node.op().symbol())
                .put("bool", node.returnBool())
                .put("matching", matching(node.matching())));
    }

    static String call(Call node) {
        List<String> types =
                node.function().argTypes().stream().map(ValueType::id).toList();
        return open(new JsonObject()
                .put("type", "call")
                .put(
                        "func",
                        new JsonObject()
                                .put("name", node.function().name())
                                .put("argTypes", new JsonArray(types))
                                .put("variadic", node.function().variadic())
                                .put("returnType", node.function().returnType().id())));
    }

    static String matrix(MatrixSelector node) {
        return selector("matrixSelector", node.selector())
                .put("range", millis(node.span()))
                .encode();
    }

    static String vector(VectorSelector node) {
        return selector("vectorSelector", node).encode();
    }

    static String subquery(SubqueryExpr node) {
        return open(timed(new JsonObject().put("type", "subquery"), node.offset(), node.at())
                .put("range", millis(node.span()))
                .put("step", millis(node.step())));
    }

    static String unary(UnaryExpr node) {
        return open(
                new JsonObject().put("type", "unaryExpr").put("op", node.sign().symbol()));
    }

    static String string(String value) {
        return new JsonObject().put("type", "stringLiteral").put("val", value).encode();
    }

    static String number(double value) {
        return new JsonObject()
                .put("type", "numberLiteral")
                .put("val", decimal(value))
                .encode();
    }

    /** Without an exponent, as Go's {@code 'f'} has it. */
    private static String decimal(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        String digits =
                new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
        return value == 0 && 1 / value < 0 ? "-0" : digits;
    }

    private static @Nullable JsonObject matching(@Nullable VectorMatching matching) {
        if (matching == null) {
            return null;
        }
        return new JsonObject()
                .put("card", matching.card().id())
                .put("labels", new JsonArray(matching.labels()))
                .put("on", matching.on())
                .put("include", new JsonArray(matching.include()))
                .put(
                        "fillValues",
                        new JsonObject().put("lhs", matching.fillLeft()).put("rhs", matching.fillRight()));
    }

    private static JsonObject selector(String type, VectorSelector node) {
        JsonArray matchers = new JsonArray();
        for (LabelMatcher matcher : node.matchers()) {
            matchers.add(new JsonObject()
                    .put("name", matcher.name())
                    .put("value", matcher.value())
                    .put("type", matcher.op().symbol()));
        }
        JsonObject fields =
                new JsonObject().put("type", type).put("name", node.name()).put("matchers", matchers);
        return timed(fields, node.offset(), node.at())
                .put("anchored", node.mode() == RangeMode.ANCHORED)
                .put("smoothed", node.mode() == RangeMode.SMOOTHED);
    }

    private static JsonObject timed(JsonObject fields, TimeSpan offset, @Nullable At at) {
        fields.put("offset", millis(offset));
        return switch (at) {
            case null -> fields.putNull("timestamp").putNull("startOrEnd");
            case At.Timestamp time -> fields.put("timestamp", time.millis()).putNull("startOrEnd");
            case At.Bound bound -> fields.putNull("timestamp").put("startOrEnd", bound.symbol());
        };
    }

    /** Zero where the length is only known when the query runs, as Prometheus has it. */
    private static long millis(TimeSpan span) {
        return switch (span) {
            case TimeSpan.Fixed fixed -> fixed.length().toMillis();
            case TimeSpan.Computed computed -> 0;
        };
    }

    private static String open(JsonObject object) {
        String json = object.encode();
        return json.substring(0, json.length() - 1);
    }
}
