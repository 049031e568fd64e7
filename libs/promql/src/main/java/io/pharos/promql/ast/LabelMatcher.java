package io.pharos.promql.ast;

/** One condition on a label of a series; name and value are unescaped. */
public record LabelMatcher(Op op, String name, String value) {
    /** The label that holds a metric's name. */
    public static final String METRIC_NAME = "__name__";

    /** How a value is compared; regular expressions are RE2's and match the whole value. */
    public enum Op {
        EQUAL("="),
        NOT_EQUAL("!="),
        REGEX("=~"),
        NOT_REGEX("!~");

        private final String symbol;

        Op(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        public boolean isRegex() {
            return this == REGEX || this == NOT_REGEX;
        }
    }

    public static LabelMatcher equal(String name, String value) {
        return new LabelMatcher(Op.EQUAL, name, value);
    }
}
