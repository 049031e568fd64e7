package io.pharos.promql;

import io.pharos.promql.ast.Expr;

/** Reads PromQL. Every method throws {@link PromqlException} with all errors found, and nothing else. */
public final class PromqlParser {
    private PromqlParser() {}

    /** The syntax tree of a query that is well-formed and type-checked. */
    public static Expr parse(String query, ParserOptions options) {
        throw new UnsupportedOperationException("follows within this commit series: " + query + options);
    }
}
