package io.pharos.promql.series;

import java.util.Map;

/** The zero bucket that two histograms can share, and what is left of the first one's other buckets. */
record ZeroBuckets(double threshold, double count, double otherCount, Buckets positive, Buckets negative) {
    /** A zero bucket widened to a threshold at which it cuts through no bucket that is not empty. */
    private record Widened(double threshold, double count) {}

    static ZeroBuckets reconcile(FloatHistogram a, FloatHistogram b) {
        Buckets positive = Buckets.of(a.positiveSpans(), a.positiveBuckets());
        Buckets negative = Buckets.of(a.negativeSpans(), a.negativeBuckets());
        Widened mine = new Widened(a.zeroThreshold(), a.zeroCount());
        Widened other = new Widened(b.zeroThreshold(), b.zeroCount());
        while (mine.threshold != other.threshold) {
            if (mine.threshold > other.threshold) {
                other = widen(b, mine.threshold);
            }
            if (other.threshold > mine.threshold) {
                mine = widen(a, other.threshold);
            }
        }
        if (mine.threshold != a.zeroThreshold()) {
            positive = positive.above(mine.threshold, a.schema());
            negative = negative.above(mine.threshold, a.schema());
        }
        return new ZeroBuckets(mine.threshold, mine.count, other.count, positive, negative);
    }

    private static Widened widen(FloatHistogram h, double wanted) {
        Buckets positive = Buckets.of(h.positiveSpans(), h.positiveBuckets());
        Buckets negative = Buckets.of(h.negativeSpans(), h.negativeBuckets());
        double threshold = wanted;
        double widest = Math.max(cut(positive, h.schema(), threshold), cut(negative, h.schema(), threshold));
        while (widest > threshold) {
            threshold = widest;
            widest = Math.max(cut(positive, h.schema(), threshold), cut(negative, h.schema(), threshold));
        }
        double inside = below(positive, h.schema(), threshold) + below(negative, h.schema(), threshold);
        return new Widened(threshold, h.zeroCount() + inside);
    }

    /** The upper bound of the bucket that the threshold cuts through, if it is not empty, else the threshold. */
    private static double cut(Buckets buckets, int schema, double threshold) {
        for (Map.Entry<Integer, Double> bucket : buckets.byIndex().entrySet()) {
            double upper = Buckets.upperBound(bucket.getKey(), schema);
            double lower = Buckets.upperBound(bucket.getKey() - 1, schema);
            if (lower < threshold && upper > threshold && bucket.getValue() != 0) {
                return upper;
            }
        }
        return threshold;
    }

    private static double below(Buckets buckets, int schema, double threshold) {
        double sum = 0;
        for (Map.Entry<Integer, Double> bucket : buckets.byIndex().entrySet()) {
            if (Buckets.upperBound(bucket.getKey() - 1, schema) < threshold) {
                sum += bucket.getValue();
            }
        }
        return sum;
    }
}
