package io.pharos.promql.lex;

/** What is open where the lexer stands. */
final class Nesting {
    /** Where in a histogram of a series description the lexer stands. */
    enum Histogram {
        NONE,
        OPEN,
        TIMES_FOLLOWS,
        PLUS_FOLLOWS,
        MINUS_FOLLOWS
    }

    final boolean series;
    int parens;
    boolean brace;
    boolean bracket;
    boolean colonSeen;
    boolean durationSeen;
    Histogram histogram = Histogram.NONE;

    Nesting(boolean series) {
        this.series = series;
    }
}
