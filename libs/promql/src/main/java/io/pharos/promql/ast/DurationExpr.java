package io.pharos.promql.ast;

import org.jspecify.annotations.Nullable;

/** An arithmetic expression over durations; it holds no selectors, so it is no {@link Expr}. */
public sealed interface DurationExpr {
    /** Where it stands in the query. */
    SourceRange range();

    /** A number of seconds; one that was written as a duration is printed as a duration again. */
    record Literal(double seconds, boolean duration, SourceRange range) implements DurationExpr {}

    /**
     * An operation. {@code step()} and {@code range()} have no operands, a sign has only the right one, all others
     * have both; {@code wrapped} tells of parentheses around it.
     */
    record Operation(
            DurationOp op,
            @Nullable DurationExpr lhs,
            @Nullable DurationExpr rhs,
            boolean wrapped,
            SourceRange range) implements DurationExpr {

        /** The same with parentheses around it. */
        public Operation inParentheses() {
            return new Operation(op, lhs, rhs, true, range);
        }
    }
}
