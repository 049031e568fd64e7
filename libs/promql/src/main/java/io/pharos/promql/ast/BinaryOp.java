package io.pharos.promql.ast;

/** The binary operators; a higher precedence binds tighter, and only {@link #POW} groups to the right. */
public enum BinaryOp {
    OR("or", 1, Group.SET),
    AND("and", 2, Group.SET),
    UNLESS("unless", 2, Group.SET),
    EQL("==", 3, Group.COMPARISON),
    NEQ("!=", 3, Group.COMPARISON),
    GTE(">=", 3, Group.COMPARISON),
    GTR(">", 3, Group.COMPARISON),
    LTE("<=", 3, Group.COMPARISON),
    LSS("<", 3, Group.COMPARISON),
    TRIM_UPPER("</", 3, Group.TRIM),
    TRIM_LOWER(">/", 3, Group.TRIM),
    ADD("+", 4, Group.ARITHMETIC),
    SUB("-", 4, Group.ARITHMETIC),
    MUL("*", 5, Group.ARITHMETIC),
    DIV("/", 5, Group.ARITHMETIC),
    MOD("%", 5, Group.ARITHMETIC),
    ATAN2("atan2", 5, Group.ARITHMETIC),
    POW("^", 6, Group.ARITHMETIC);

    /** What kind of question an operator answers. */
    public enum Group {
        SET,
        COMPARISON,
        TRIM,
        ARITHMETIC
    }

    private final String symbol;
    private final int precedence;
    private final Group group;

    BinaryOp(String symbol, int precedence, Group group) {
        this.symbol = symbol;
        this.precedence = precedence;
        this.group = group;
    }

    public String symbol() {
        return symbol;
    }

    public int precedence() {
        return precedence;
    }

    public Group group() {
        return group;
    }

    public boolean isSet() {
        return group == Group.SET;
    }

    public boolean isComparison() {
        return group == Group.COMPARISON;
    }

    public boolean isRightAssociative() {
        return this == POW;
    }
}
