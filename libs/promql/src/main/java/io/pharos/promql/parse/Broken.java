package io.pharos.promql.parse;

import io.pharos.promql.ast.AggregateExpr;
import io.pharos.promql.ast.AggregateOp;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.Function;
import io.pharos.promql.ast.MatrixSelector;
import io.pharos.promql.ast.SourceRange;
import io.pharos.promql.ast.ValueType;
import io.pharos.promql.ast.VectorSelector;
import java.util.List;

/** Stand-ins for what was refused, so that the parse can go on and find more; they never leave the parser. */
final class Broken {
    private static final VectorSelector NOTHING = VectorSelector.of("", List.of());

    /** In place of a function that does not exist. */
    static final Function FUNCTION = new Function("", List.of(), 0, ValueType.VECTOR, false);

    private Broken() {}

    static AggregateExpr aggregation(SourceRange range) {
        return new AggregateExpr(AggregateOp.GROUP, null, NOTHING, List.of(), false, range);
    }

    /** A selector to take a range of, where the expression is none. */
    static VectorSelector selectorOf(Expr expr) {
        return expr instanceof VectorSelector selector ? selector : NOTHING;
    }

    @SuppressWarnings("ReferenceEquality") // The one stand-in is meant, not a selector that looks like it.
    static boolean isBroken(MatrixSelector matrix) {
        return matrix.selector() == NOTHING;
    }
}
