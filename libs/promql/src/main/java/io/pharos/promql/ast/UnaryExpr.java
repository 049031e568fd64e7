package io.pharos.promql.ast;

import java.util.List;

/** A sign before an expression; before a number it is part of the {@link NumberLiteral}. */
public record UnaryExpr(Sign sign, Expr expr, ValueType type, SourceRange range) implements Expr {
    public UnaryExpr {
        if (type != expr.type()) {
            throw new IllegalArgumentException("a sign keeps the type of what it stands before");
        }
    }

    public UnaryExpr(Sign sign, Expr expr, SourceRange range) {
        this(sign, expr, expr.type(), range);
    }

    @Override
    public List<Expr> children() {
        return List.of(expr);
    }

    @Override
    public UnaryExpr withChildren(List<Expr> children) {
        return new UnaryExpr(sign, Children.only(children), range);
    }
}
