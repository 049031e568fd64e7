package io.pharos.promql.ast;

/** The {@code @} modifier: when a selector looks at the data, independent of the time of evaluation. */
public sealed interface At {
    /** A fixed time in milliseconds since 1970. */
    record Timestamp(long millis) implements At {}

    /** The start or the end of the query's range. */
    enum Bound implements At {
        START("start"),
        END("end");

        private final String symbol;

        Bound(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }
}
