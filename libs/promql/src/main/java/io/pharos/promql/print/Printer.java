package io.pharos.promql.print;

import io.pharos.promql.ast.Expr;

/** Writes the canonical text of an expression, on one line. */
public final class Printer {
    private Printer() {}

    /** The text; parsing it gives the same tree. */
    public static String print(Expr expr) {
        throw new UnsupportedOperationException("follows within this commit series: " + expr.range());
    }
}
