package io.pharos.promql.parse;

/** Leads from a token that does not fit to the nearest rule that knows how to go on. */
final class SyntaxError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** There is but one: it says nothing, the place that catches it does. */
    static final SyntaxError HERE = new SyntaxError();

    private SyntaxError() {
        super("syntax error", null, false, false);
    }
}
