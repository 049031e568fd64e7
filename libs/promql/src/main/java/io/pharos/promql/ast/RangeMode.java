package io.pharos.promql.ast;

/** How the borders of a range take part in rate and its like. */
public enum RangeMode {
    PLAIN(""),
    ANCHORED("anchored"),
    SMOOTHED("smoothed");

    private final String symbol;

    RangeMode(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }
}
