package io.pharos.promql.build;

import io.pharos.promql.ast.SourceRange;

/** Whether a query can be shown as a list of steps. */
public sealed interface Reading {
    /** It can: this model means exactly the query that was read, up to parentheses that change nothing. */
    record Fits(BuilderQuery query) implements Reading {}

    /** It cannot: what stands in the way, and where. */
    record DoesNotFit(String reason, SourceRange range) implements Reading {}
}
