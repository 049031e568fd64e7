package io.pharos.promql.ast;

import java.time.Duration;

/** A range, step or offset: a fixed length, or one computed when the query runs. */
public sealed interface TimeSpan {
    /** No offset, or the default step. */
    TimeSpan NONE = new Fixed(Duration.ZERO);

    /** A length that is known now; an offset may be negative. */
    record Fixed(Duration length) implements TimeSpan {}

    /** A length that depends on the query's step and range, or is written as a calculation. */
    record Computed(DurationExpr.Operation expr) implements TimeSpan {}

    /** Whether nothing was written, or zero. */
    default boolean isNone() {
        return this instanceof Fixed fixed && fixed.length.isZero();
    }
}
