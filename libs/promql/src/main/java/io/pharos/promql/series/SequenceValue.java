package io.pharos.promql.series;

/** The value of a series at one step. */
public sealed interface SequenceValue {
    /** The bits of the not-a-number that marks a series as stale. */
    long STALE_BITS = 0x7ff0000000000002L;

    /** No sample at this step. */
    record Omitted() implements SequenceValue {}

    /** A number; a stale marker is one. */
    record Sample(double value) implements SequenceValue {
        public boolean isStale() {
            return Double.doubleToRawLongBits(value) == STALE_BITS;
        }
    }

    /** A native histogram, and whether its counter reset hint was written. */
    record Histogram(FloatHistogram histogram, boolean hintSet) implements SequenceValue {}
}
