package io.pharos.promql.series;

import java.util.List;

/**
 * A native histogram. Schemas from -4 to 8 have exponential buckets (2 to the power of 2<sup>-schema</sup> from bound
 * to bound), {@value #CUSTOM_SCHEMA} has the bounds given as custom values. A bucket list starts at the offset of its
 * first span; further spans count from the end of the one before.
 */
public record FloatHistogram(
        CounterReset hint,
        int schema,
        double zeroThreshold,
        double zeroCount,
        double count,
        double sum,
        List<Span> positiveSpans,
        List<Double> positiveBuckets,
        List<Span> negativeSpans,
        List<Double> negativeBuckets,
        List<Double> customValues) {

    /** The schema of histograms with bounds of their own. */
    public static final int CUSTOM_SCHEMA = -53;

    /** What is known of a counter's resets. */
    public enum CounterReset {
        UNKNOWN,
        RESET,
        NOT_RESET,
        GAUGE
    }

    /** Some buckets in a row, after a gap. */
    public record Span(int offset, int length) {}

    public FloatHistogram {
        positiveSpans = List.copyOf(positiveSpans);
        positiveBuckets = List.copyOf(positiveBuckets);
        negativeSpans = List.copyOf(negativeSpans);
        negativeBuckets = List.copyOf(negativeBuckets);
        customValues = List.copyOf(customValues);
    }

    public boolean hasCustomBuckets() {
        return schema == CUSTOM_SCHEMA;
    }
}
