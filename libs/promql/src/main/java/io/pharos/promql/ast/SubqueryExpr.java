package io.pharos.promql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression evaluated at each step over a range; a step of {@link TimeSpan#NONE} is the engine's default. */
public record SubqueryExpr(
        Expr expr,
        TimeSpan span,
        TimeSpan step,
        TimeSpan offset,
        @Nullable At at,
        SourceRange range) implements Expr {
    @Override
    public ValueType type() {
        return ValueType.MATRIX;
    }

    @Override
    public List<Expr> children() {
        return List.of(expr);
    }

    @Override
    public SubqueryExpr withChildren(List<Expr> children) {
        return new SubqueryExpr(Children.only(children), span, step, offset, at, range);
    }

    public SubqueryExpr withOffset(TimeSpan other, SourceRange where) {
        return new SubqueryExpr(expr, span, step, other, at, where);
    }

    public SubqueryExpr withAt(@Nullable At other, SourceRange where) {
        return new SubqueryExpr(expr, span, step, offset, other, where);
    }
}
