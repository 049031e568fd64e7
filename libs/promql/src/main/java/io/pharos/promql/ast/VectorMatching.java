package io.pharos.promql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the series of two vectors find each other: by the labels named ({@code on}) or by all others
 * ({@code ignoring}); the fill values stand in for a series that finds no partner, null for none.
 */
public record VectorMatching(
        Cardinality card,
        List<String> labels,
        boolean on,
        List<String> include,
        @Nullable Double fillLeft,
        @Nullable Double fillRight) {

    /** How many series of each side may make a pair. */
    public enum Cardinality {
        ONE_TO_ONE("one-to-one"),
        MANY_TO_ONE("many-to-one"),
        ONE_TO_MANY("one-to-many"),
        MANY_TO_MANY("many-to-many");

        private final String id;

        Cardinality(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }

        /** Whether a {@code group_left} or {@code group_right} was written. */
        public boolean isGrouped() {
            return this == MANY_TO_ONE || this == ONE_TO_MANY;
        }
    }

    private static final VectorMatching ONE_TO_ONE =
            new VectorMatching(Cardinality.ONE_TO_ONE, List.of(), false, List.of(), null, null);
    private static final VectorMatching MANY_TO_MANY =
            new VectorMatching(Cardinality.MANY_TO_MANY, List.of(), false, List.of(), null, null);

    public VectorMatching {
        labels = List.copyOf(labels);
        include = List.copyOf(include);
    }

    /** What holds where nothing is written after the operator. */
    public static VectorMatching standard(BinaryOp op) {
        return op.isSet() ? MANY_TO_MANY : ONE_TO_ONE;
    }

    /** Whether a fill value is given for either side. */
    public boolean fills() {
        return fillLeft != null || fillRight != null;
    }
}
