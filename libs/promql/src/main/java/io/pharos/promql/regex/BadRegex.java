package io.pharos.promql.regex;

/** An expression that is not valid; the message is Go's. */
final class BadRegex extends Exception {
    private static final long serialVersionUID = 1L;

    BadRegex(String problem, String where) {
        super("error parsing regexp: " + problem + ": `" + where + "`", null, false, false);
    }
}
