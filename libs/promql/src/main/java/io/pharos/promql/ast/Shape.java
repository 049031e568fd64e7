package io.pharos.promql.ast;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares two nodes without their children and positions. */
final class Shape {
    private Shape() {}

    static boolean same(Expr left, Expr right) {
        if (left.getClass() != right.getClass()
                || left.children().size() != right.children().size()) {
            return false;
        }
        return switch (left) {
            case AggregateExpr a -> sameAggregate(a, (AggregateExpr) right);
            case BinaryExpr a -> sameBinary(a, (BinaryExpr) right);
            case Call a -> a.function().equals(((Call) right).function());
            case MatrixSelector a -> same(a.span(), ((MatrixSelector) right).span());
            case NumberLiteral a -> sameNumber(a, (NumberLiteral) right);
            case ParenExpr _ -> true;
            case StringLiteral a -> a.value().equals(((StringLiteral) right).value());
            case SubqueryExpr a -> sameSubquery(a, (SubqueryExpr) right);
            case UnaryExpr a -> a.sign() == ((UnaryExpr) right).sign();
            case VectorSelector a -> sameSelector(a, (VectorSelector) right);
        };
    }

    private static boolean sameAggregate(AggregateExpr a, AggregateExpr b) {
        return a.op() == b.op() && a.without() == b.without() && a.grouping().equals(b.grouping());
    }

    private static boolean sameBinary(BinaryExpr a, BinaryExpr b) {
        return a.op() == b.op() && a.returnBool() == b.returnBool() && Objects.equals(a.matching(), b.matching());
    }

    private static boolean sameNumber(NumberLiteral a, NumberLiteral b) {
        return Double.compare(a.value(), b.value()) == 0 && a.duration() == b.duration();
    }

    private static boolean sameSubquery(SubqueryExpr a, SubqueryExpr b) {
        return same(a.span(), b.span())
                && same(a.step(), b.step())
                && same(a.offset(), b.offset())
                && Objects.equals(a.at(), b.at());
    }

    private static boolean sameSelector(VectorSelector a, VectorSelector b) {
        return a.name().equals(b.name())
                && a.matchers().equals(b.matchers())
                && same(a.offset(), b.offset())
                && Objects.equals(a.at(), b.at())
                && a.mode() == b.mode();
    }

    private static boolean same(TimeSpan a, TimeSpan b) {
        return switch (a) {
            case TimeSpan.Fixed fixed -> fixed.equals(b);
            case TimeSpan.Computed computed ->
                b instanceof TimeSpan.Computed other && sameDurations(computed.expr(), other.expr());
        };
    }

    private static boolean sameDurations(DurationExpr left, DurationExpr right) {
        Deque<DurationExpr> pending = new ArrayDeque<>(List.of(left, right));
        while (!pending.isEmpty()) {
            DurationExpr a = withoutPlus(pending.pop());
            DurationExpr b = withoutPlus(pending.pop());
            if (!sameNode(a, b)) {
                return false;
            }
            if (a instanceof DurationExpr.Operation x && b instanceof DurationExpr.Operation y) {
                pushPair(pending, x.lhs(), y.lhs());
                pushPair(pending, x.rhs(), y.rhs());
            }
        }
        return true;
    }

    /** A plus sign has no effect and is not printed. */
    private static DurationExpr withoutPlus(DurationExpr expr) {
        DurationExpr inner = expr;
        while (inner instanceof DurationExpr.Operation o
                && o.op() == DurationOp.ADD
                && o.lhs() == null
                && o.rhs() != null
                && !o.wrapped()) {
            inner = o.rhs();
        }
        return inner;
    }

    private static void pushPair(Deque<DurationExpr> pending, @Nullable DurationExpr a, @Nullable DurationExpr b) {
        if (a != null && b != null) {
            pending.push(b);
            pending.push(a);
        }
    }

    private static boolean sameNode(DurationExpr left, DurationExpr right) {
        return switch (left) {
            case DurationExpr.Literal a ->
                right instanceof DurationExpr.Literal b
                        && Double.compare(a.seconds(), b.seconds()) == 0
                        && a.duration() == b.duration();
            case DurationExpr.Operation a ->
                right instanceof DurationExpr.Operation b
                        && a.op() == b.op()
                        && a.wrapped() == b.wrapped()
                        && (a.lhs() == null) == (b.lhs() == null)
                        && (a.rhs() == null) == (b.rhs() == null);
        };
    }
}
