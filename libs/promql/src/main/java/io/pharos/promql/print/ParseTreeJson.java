package io.pharos.promql.print;

import io.pharos.promql.ast.AggregateExpr;
import io.pharos.promql.ast.BinaryExpr;
import io.pharos.promql.ast.Call;
import io.pharos.promql.ast.DurationExpr;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.Function;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.MatrixSelector;
import io.pharos.promql.ast.NumberLiteral;
import io.pharos.promql.ast.ParenExpr;
import io.pharos.promql.ast.RangeMode;
import io.pharos.promql.ast.StringLiteral;
import io.pharos.promql.ast.SubqueryExpr;
import io.pharos.promql.ast.UnaryExpr;
import io.pharos.promql.ast.ValueType;
import io.pharos.promql.ast.VectorMatching;
import io.pharos.promql.ast.VectorSelector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tree as Prometheus's {@code /api/v1/parse_query} gives it in {@code data}. Its walk uses no stack. */
public final class ParseTreeJson {
    private final StringBuilder out = new StringBuilder(1024);
    private final Deque<JsonFields.Part> pending = new ArrayDeque<>();

    private ParseTreeJson() {}

    /** The JSON text of a tree, keys in alphabetical order. */
    public static String write(Expr expr) {
        ParseTreeJson writer = new ParseTreeJson();
        writer.pending.push(new JsonFields.Part.Tree(expr));
        while (!writer.pending.isEmpty()) {
            switch (writer.pending.pop()) {
                case JsonFields.Part.Text(String text) -> writer.out.append(text);
                case JsonFields.Part.Tree(Expr tree) -> writer.push(parts(tree));
                case JsonFields.Part.DurationTree(DurationExpr tree) -> writer.push(parts(tree));
            }
        }
        return writer.out.toString();
    }

    private void push(JsonFields fields) {
        for (int i = fields.parts().size() - 1; i >= 0; i--) {
            pending.push(fields.parts().get(i));
        }
    }

    private static JsonFields parts(Expr expr) {
        return switch (expr) {
            case AggregateExpr a -> aggregation(a);
            case BinaryExpr b -> binary(b);
            case Call c -> call(c);
            case MatrixSelector m -> matrix(m);
            case NumberLiteral n ->
                new JsonFields()
                        .text("type", "numberLiteral")
                        .text("val", GoFloat.plain(n.value()))
                        .end();
            case ParenExpr p ->
                new JsonFields()
                        .tree("expr", p.expr())
                        .text("type", "parenExpr")
                        .end();
            case StringLiteral s ->
                new JsonFields()
                        .text("type", "stringLiteral")
                        .text("val", s.value())
                        .end();
            case SubqueryExpr s -> subquery(s);
            case UnaryExpr u ->
                new JsonFields()
                        .tree("expr", u.expr())
                        .text("op", u.sign().symbol())
                        .text("type", "unaryExpr")
                        .end();
            case VectorSelector v -> vector(v);
        };
    }

    private static JsonFields aggregation(AggregateExpr a) {
        return new JsonFields()
                .tree("expr", a.expr())
                .raw("grouping", Json.strings(a.grouping()))
                .text("op", a.op().symbol())
                .tree("param", a.param())
                .text("type", "aggregation")
                .raw("without", String.valueOf(a.without()))
                .end();
    }

    private static JsonFields binary(BinaryExpr b) {
        return new JsonFields()
                .raw("bool", String.valueOf(b.returnBool()))
                .tree("lhs", b.lhs())
                .raw("matching", matching(b.matching()))
                .text("op", b.op().symbol())
                .tree("rhs", b.rhs())
                .text("type", "binaryExpr")
                .end();
    }

    private static String matching(@Nullable VectorMatching m) {
        if (m == null) {
            return "null";
        }
        return "{\"card\":" + Json.string(m.card().id())
                + ",\"fillValues\":{\"lhs\":" + Json.number(m.fillLeft())
                + ",\"rhs\":" + Json.number(m.fillRight())
                + "},\"include\":" + Json.strings(m.include())
                + ",\"labels\":" + Json.strings(m.labels())
                + ",\"on\":" + m.on() + "}";
    }

    private static JsonFields call(Call c) {
        Function f = c.function();
        String function = "{\"argTypes\":"
                + Json.strings(f.argTypes().stream().map(ValueType::id).toList())
                + ",\"name\":" + Json.string(f.name())
                + ",\"returnType\":" + Json.string(f.returnType().id())
                + ",\"variadic\":" + f.variadic() + "}";
        return new JsonFields()
                .trees("args", c.args())
                .raw("func", function)
                .text("type", "call")
                .end();
    }

    private static JsonFields vector(VectorSelector v) {
        JsonFields parts = new JsonFields();
        selector(parts, v);
        return modes(parts, v).text("type", "vectorSelector").end();
    }

    private static JsonFields matrix(MatrixSelector m) {
        JsonFields parts = new JsonFields();
        selector(parts, m.selector());
        parts.span("range", m.span());
        return modes(parts, m.selector()).text("type", "matrixSelector").end();
    }

    private static void selector(JsonFields parts, VectorSelector v) {
        parts.raw("anchored", String.valueOf(v.mode() == RangeMode.ANCHORED))
                .raw("matchers", matchers(v.matchers()))
                .text("name", v.name())
                .span("offset", v.offset());
    }

    private static JsonFields modes(JsonFields parts, VectorSelector v) {
        return parts.raw("smoothed", String.valueOf(v.mode() == RangeMode.SMOOTHED))
                .at(v.at());
    }

    private static JsonFields subquery(SubqueryExpr s) {
        return new JsonFields()
                .tree("expr", s.expr())
                .span("offset", s.offset())
                .span("range", s.span())
                .bound(s.at())
                .span("step", s.step())
                .timestamp(s.at())
                .text("type", "subquery")
                .end();
    }

    private static String matchers(List<LabelMatcher> matchers) {
        StringBuilder out = new StringBuilder("[");
        for (LabelMatcher m : matchers) {
            out.append(out.length() > 1 ? "," : "")
                    .append("{\"name\":")
                    .append(Json.string(m.name()))
                    .append(",\"type\":")
                    .append(Json.string(m.op().symbol()))
                    .append(",\"value\":")
                    .append(Json.string(m.value()))
                    .append('}');
        }
        return out.append(']').toString();
    }

    private static JsonFields parts(DurationExpr expr) {
        return switch (expr) {
            case DurationExpr.Literal l ->
                new JsonFields()
                        .raw("duration", String.valueOf(l.duration()))
                        .text("type", "numberLiteral")
                        .text("val", GoFloat.plain(l.seconds()))
                        .end();
            case DurationExpr.Operation o ->
                new JsonFields()
                        .duration("lhs", o.lhs())
                        .text("op", o.op().symbol())
                        .duration("rhs", o.rhs())
                        .text("type", "durationExpr")
                        .raw("wrapped", String.valueOf(o.wrapped()))
                        .end();
        };
    }
}
