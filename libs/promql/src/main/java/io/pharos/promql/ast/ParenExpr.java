package io.pharos.promql.ast;

import java.util.List;

/** Parentheses that were written; they are kept, so printing never has to think of precedence. */
public record ParenExpr(Expr expr, ValueType type, SourceRange range) implements Expr {
    public ParenExpr {
        if (type != expr.type()) {
            throw new IllegalArgumentException("parentheses have the type of what they hold");
        }
    }

    public ParenExpr(Expr expr, SourceRange range) {
        this(expr, expr.type(), range);
    }

    @Override
    public List<Expr> children() {
        return List.of(expr);
    }

    @Override
    public ParenExpr withChildren(List<Expr> children) {
        return new ParenExpr(Children.only(children), range);
    }
}
