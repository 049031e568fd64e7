package io.pharos.promql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An aggregation over an instant vector; the parameter is there exactly where the operator takes one. */
public record AggregateExpr(
        AggregateOp op, @Nullable Expr param, Expr expr, List<String> grouping, boolean without, SourceRange range)
        implements Expr {

    public AggregateExpr {
        if (op.takesParam() != (param != null)) {
            throw new IllegalArgumentException(op.symbol() + (op.takesParam() ? " needs" : " takes no") + " parameter");
        }
        grouping = List.copyOf(grouping);
    }

    @Override
    public ValueType type() {
        return ValueType.VECTOR;
    }

    @Override
    public List<Expr> children() {
        return param == null ? List.of(expr) : List.of(param, expr);
    }

    @Override
    public AggregateExpr withChildren(List<Expr> children) {
        Children.expect(param == null ? 1 : 2, children);
        return new AggregateExpr(
                op, param == null ? null : children.getFirst(), children.getLast(), grouping, without, range);
    }
}
