package io.pharos.promql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two operands and an operator; the matching is there exactly where both operands are instant vectors. */
public record BinaryExpr(
        BinaryOp op,
        Expr lhs,
        Expr rhs,
        @Nullable VectorMatching matching,
        boolean returnBool,
        ValueType type,
        SourceRange range)
        implements Expr {

    public BinaryExpr {
        if (type != typeOf(lhs, rhs)) {
            throw new IllegalArgumentException("the type of a binary expression follows from its operands");
        }
    }

    public BinaryExpr(
            BinaryOp op, Expr lhs, Expr rhs, @Nullable VectorMatching matching, boolean returnBool, SourceRange range) {
        this(op, lhs, rhs, matching, returnBool, typeOf(lhs, rhs), range);
    }

    /** The operation with no modifier: one-to-one on all labels, or many-to-many for a set operator. */
    public static BinaryExpr of(BinaryOp op, Expr lhs, Expr rhs) {
        boolean vectors = lhs.type() == ValueType.VECTOR && rhs.type() == ValueType.VECTOR;
        VectorMatching matching = vectors ? VectorMatching.standard(op) : null;
        return new BinaryExpr(op, lhs, rhs, matching, false, lhs.range().to(rhs.range()));
    }

    private static ValueType typeOf(Expr lhs, Expr rhs) {
        boolean scalars = lhs.type() == ValueType.SCALAR && rhs.type() == ValueType.SCALAR;
        return scalars ? ValueType.SCALAR : ValueType.VECTOR;
    }

    @Override
    public List<Expr> children() {
        return List.of(lhs, rhs);
    }

    @Override
    public BinaryExpr withChildren(List<Expr> children) {
        Children.expect(2, children);
        return new BinaryExpr(op, children.getFirst(), children.getLast(), matching, returnBool, range);
    }
}
