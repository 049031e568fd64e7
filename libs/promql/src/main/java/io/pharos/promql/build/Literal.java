package io.pharos.promql.build;

/** An argument that is written out. */
public sealed interface Literal {
    /** A number; with {@code duration} it is in seconds and written like {@code 1h30m}. */
    record Number(double value, boolean duration) implements Literal {
        public static Number of(double value) {
            return new Number(value, false);
        }
    }

    record Text(String value) implements Literal {}
}
