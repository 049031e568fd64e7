package io.pharos.promql.vectors;

import io.pharos.promql.ast.AggregateExpr;
import io.pharos.promql.ast.At;
import io.pharos.promql.ast.BinaryExpr;
import io.pharos.promql.ast.BinaryOp;
import io.pharos.promql.ast.Call;
import io.pharos.promql.ast.DurationExpr;
import io.pharos.promql.ast.DurationOp;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.MatrixSelector;
import io.pharos.promql.ast.NumberLiteral;
import io.pharos.promql.ast.ParenExpr;
import io.pharos.promql.ast.RangeMode;
import io.pharos.promql.ast.Sign;
import io.pharos.promql.ast.SourceRange;
import io.pharos.promql.ast.StringLiteral;
import io.pharos.promql.ast.SubqueryExpr;
import io.pharos.promql.ast.TimeSpan;
import io.pharos.promql.ast.UnaryExpr;
import io.pharos.promql.ast.VectorMatching;
import io.pharos.promql.ast.VectorSelector;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Our tree in the shape that the vectors have theirs in: maps without the fields that are zero. */
final class VectorAst {
    private VectorAst() {}

    static Map<String, Object> of(Expr expr) {
        return switch (expr) {
            case AggregateExpr a ->
                node("AggregateExpr")
                        .constant("Op", a.op().name())
                        .child("Expr", of(a.expr()))
                        .child("Param", a.param() == null ? null : of(a.param()))
                        .list("Grouping", a.grouping())
                        .flag("Without", a.without())
                        .range(a.range())
                        .fields();
            case BinaryExpr b ->
                node("BinaryExpr")
                        .constant("Op", goName(b.op()))
                        .child("LHS", of(b.lhs()))
                        .child("RHS", of(b.rhs()))
                        .flag("ReturnBool", b.returnBool())
                        .child("VectorMatching", matching(b.matching()))
                        .fields();
            case Call c ->
                node("Call")
                        .text("Func", c.function().name())
                        .list("Args", c.args().stream().map(VectorAst::of).toList())
                        .range(c.range())
                        .fields();
            case MatrixSelector m ->
                node("MatrixSelector")
                        .child("VectorSelector", of(m.selector()))
                        .span("Range", m.span())
                        .number("EndPos", m.range().end())
                        .fields();
            case NumberLiteral n -> literal(n.value(), n.duration(), n.range());
            case ParenExpr p ->
                node("ParenExpr").child("Expr", of(p.expr())).range(p.range()).fields();
            case StringLiteral s ->
                node("StringLiteral").text("Val", s.value()).range(s.range()).fields();
            case SubqueryExpr s ->
                node("SubqueryExpr")
                        .child("Expr", of(s.expr()))
                        .span("Range", s.span())
                        .span("Step", s.step())
                        .span("OriginalOffset", s.offset())
                        .at(s.at())
                        .number("EndPos", s.range().end())
                        .fields();
            case UnaryExpr u ->
                node("UnaryExpr")
                        .constant("Op", u.sign() == Sign.PLUS ? "ADD" : "SUB")
                        .child("Expr", of(u.expr()))
                        .number("StartPos", u.range().start())
                        .fields();
            case VectorSelector v ->
                node("VectorSelector")
                        .text("Name", v.name())
                        .list(
                                "LabelMatchers",
                                v.matchers().stream().map(VectorAst::matcher).toList())
                        .span("OriginalOffset", v.offset())
                        .at(v.at())
                        .flag("Anchored", v.mode() == RangeMode.ANCHORED)
                        .flag("Smoothed", v.mode() == RangeMode.SMOOTHED)
                        .range(v.range())
                        .fields();
        };
    }

    private static Map<String, Object> literal(double value, boolean duration, SourceRange range) {
        return node("NumberLiteral")
                .number("Val", value)
                .flag("Duration", duration)
                .range(range)
                .fields();
    }

    private static Map<String, Object> duration(DurationExpr expr) {
        return switch (expr) {
            case DurationExpr.Literal l -> literal(l.seconds(), l.duration(), l.range());
            case DurationExpr.Operation o -> {
                boolean keyword = o.op() == DurationOp.STEP || o.op() == DurationOp.RANGE;
                yield node("DurationExpr")
                        .constant("Op", o.op().name())
                        .child("LHS", o.lhs() == null ? null : duration(o.lhs()))
                        .child("RHS", o.rhs() == null ? null : duration(o.rhs()))
                        .flag("Wrapped", o.wrapped())
                        .number("StartPos", o.lhs() == null ? o.range().start() : 0)
                        .number("EndPos", keyword ? o.range().end() : 0)
                        .fields();
            }
        };
    }

    private static @Nullable Map<String, Object> matching(@Nullable VectorMatching m) {
        if (m == null) {
            return null;
        }
        Node fills = node("VectorMatchFillValues");
        if (m.fillLeft() != null) {
            fills.number("LHS", m.fillLeft());
        }
        if (m.fillRight() != null) {
            fills.number("RHS", m.fillRight());
        }
        return node("VectorMatching")
                .constant("Card", card(m.card()))
                .list("MatchingLabels", m.labels())
                .flag("On", m.on())
                .list("Include", m.include())
                .child("FillValues", m.fills() ? fills.fields() : null)
                .fields();
    }

    private static Object matcher(LabelMatcher m) {
        return node("Matcher")
                .text("op", m.op().symbol())
                .text("name", m.name())
                .text("value", m.value())
                .fields();
    }

    private static String card(VectorMatching.Cardinality card) {
        return switch (card) {
            case ONE_TO_ONE -> "CardOneToOne";
            case MANY_TO_ONE -> "CardManyToOne";
            case ONE_TO_MANY -> "CardOneToMany";
            case MANY_TO_MANY -> "CardManyToMany";
        };
    }

    private static String goName(BinaryOp op) {
        return switch (op) {
            case OR -> "LOR";
            case AND -> "LAND";
            case UNLESS -> "LUNLESS";
            case EQL -> "EQLC";
            default -> op.name();
        };
    }

    private static Node node(String type) {
        return new Node(type);
    }

    private record Node(Map<String, Object> fields) {
        Node(String type) {
            this(new TreeMap<>(Map.of("_type", type)));
        }

        Node text(String key, String value) {
            return value.isEmpty() ? this : put(key, value);
        }

        Node constant(String key, String name) {
            return name.equals("CardOneToOne") ? this : put(key, Map.of("$const", name));
        }

        Node number(String key, double value) {
            return value == 0 ? this : put(key, value);
        }

        Node flag(String key, boolean value) {
            return value ? put(key, true) : this;
        }

        Node list(String key, List<?> values) {
            return values.isEmpty() ? this : put(key, values);
        }

        Node child(String key, @Nullable Object child) {
            return child == null ? this : put(key, child);
        }

        Node range(SourceRange range) {
            return child(
                    "PosRange",
                    node("posrange.PositionRange")
                            .number("Start", range.start())
                            .number("End", range.end())
                            .fields());
        }

        Node span(String key, TimeSpan span) {
            return switch (span) {
                case TimeSpan.Fixed fixed -> number(key, fixed.length().toNanos());
                case TimeSpan.Computed computed -> child(key + "Expr", duration(computed.expr()));
            };
        }

        Node at(@Nullable At at) {
            return switch (at) {
                case null -> this;
                case At.Timestamp timestamp -> put("Timestamp", (double) timestamp.millis());
                case At.Bound bound -> constant("StartOrEnd", bound.name().toUpperCase(Locale.ROOT));
            };
        }

        private Node put(String key, Object value) {
            fields.put(key, value);
            return this;
        }
    }
}
