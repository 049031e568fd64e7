package io.pharos.promql.parse;

/** Ends the parse: what is wrong has been noted, and the input ended before a place to go on was found. */
final class GiveUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final GiveUp NOW = new GiveUp();

    private GiveUp() {
        super("nothing left to parse", null, false, false);
    }
}
