package io.pharos.promql.ast;

import java.util.List;

/** The samples of a selector's series over a range; offset, {@code @} and mode are the selector's. */
public record MatrixSelector(VectorSelector selector, TimeSpan span, SourceRange range) implements Expr {
    @Override
    public ValueType type() {
        return ValueType.MATRIX;
    }

    @Override
    public List<Expr> children() {
        return List.of(selector);
    }

    @Override
    public MatrixSelector withChildren(List<Expr> children) {
        if (!(Children.only(children) instanceof VectorSelector other)) {
            throw new IllegalArgumentException("a range is taken of a selector");
        }
        return new MatrixSelector(other, span, range);
    }
}
