package io.pharos.promql.ast;

import java.util.List;

/**
 * A PromQL expression. Chains of operators make trees as deep as the query is long, so a walk over a whole tree uses
 * {@link Walk}, which needs no stack, and never recursion; for the same reason compare with {@link Walk#same}.
 */
public sealed interface Expr
        permits AggregateExpr,
                BinaryExpr,
                Call,
                MatrixSelector,
                NumberLiteral,
                ParenExpr,
                StringLiteral,
                SubqueryExpr,
                UnaryExpr,
                VectorSelector {

    /** What it evaluates to; known without a walk. */
    ValueType type();

    /** Where it stands in the query. */
    SourceRange range();

    /** Every expression directly inside this one, in the order in which they are written. */
    List<Expr> children();

    /** The same node around other children, given in the order and number of {@link #children()}. */
    Expr withChildren(List<Expr> children);
}
