package io.pharos.promql.ast;

/** What can be calculated with durations. */
public enum DurationOp {
    ADD("+"),
    SUB("-"),
    MUL("*"),
    DIV("/"),
    MOD("%"),
    POW("^"),
    STEP("step"),
    RANGE("range"),
    MIN_OF("min_of"),
    MAX_OF("max_of");

    private final String symbol;

    DurationOp(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }
}
