package io.pharos.promql.ast;

import java.util.List;

/** A number; one that was written as a duration ({@code 1h30m}) is in seconds and is printed as a duration again. */
public record NumberLiteral(double value, boolean duration, SourceRange range) implements Expr {
    @Override
    public ValueType type() {
        return ValueType.SCALAR;
    }

    @Override
    public List<Expr> children() {
        return List.of();
    }

    @Override
    public Expr withChildren(List<Expr> children) {
        return Children.none(children, this);
    }
}
