package io.pharos.promql.series;

import io.pharos.promql.series.FloatHistogram.CounterReset;
import java.util.List;

/** Adds and subtracts histograms, as Prometheus does for series that grow by a histogram at each step. */
public final class HistogramSum {
    private HistogramSum() {}

    /** A histogram of one kind of bounds cannot be added to one of the other. */
    public static final class Incompatible extends Exception {
        private static final long serialVersionUID = 1L;

        Incompatible() {
            super(
                    "cannot apply this operation on histograms with a mix of exponential and custom bucket schemas",
                    null,
                    false,
                    false);
        }
    }

    public static FloatHistogram plus(FloatHistogram base, FloatHistogram other) throws Incompatible {
        return combine(base, other, 1);
    }

    public static FloatHistogram minus(FloatHistogram base, FloatHistogram other) throws Incompatible {
        return combine(base, other, -1);
    }

    private static FloatHistogram combine(FloatHistogram a, FloatHistogram b, double factor) throws Incompatible {
        if (a.hasCustomBuckets() != b.hasCustomBuckets()) {
            throw new Incompatible();
        }
        return a.hasCustomBuckets() ? custom(a, b, factor) : exponential(a, b, factor);
    }

    private static FloatHistogram custom(FloatHistogram a, FloatHistogram b, double factor) {
        Buckets left = Buckets.of(a.positiveSpans(), a.positiveBuckets());
        Buckets right = Buckets.of(b.positiveSpans(), b.positiveBuckets());
        List<Double> bounds = a.customValues();
        if (!bounds.equals(b.customValues())) {
            bounds =
                    a.customValues().stream().filter(b.customValues()::contains).toList();
            left = left.mapped(a.customValues(), bounds);
            right = right.mapped(b.customValues(), bounds);
            left = left.plus(right, factor, a.schema(), 0).withoutEmpty();
        } else {
            left = left.plus(right, factor, a.schema(), 0);
        }
        return new FloatHistogram(
                hint(a, b),
                a.schema(),
                0,
                0,
                a.count() + b.count() * factor,
                a.sum() + b.sum() * factor,
                left.spans(),
                left.counts(),
                List.of(),
                List.of(),
                bounds);
    }

    private static FloatHistogram exponential(FloatHistogram a, FloatHistogram b, double factor) {
        ZeroBuckets zero = ZeroBuckets.reconcile(a, b);
        int schema = Math.min(a.schema(), b.schema());
        Buckets positive = zero.positive()
                .reducedBy(a.schema() - schema)
                .plus(
                        right(b.positiveSpans(), b.positiveBuckets(), b.schema() - schema),
                        factor,
                        schema,
                        zero.threshold());
        Buckets negative = zero.negative()
                .reducedBy(a.schema() - schema)
                .plus(
                        right(b.negativeSpans(), b.negativeBuckets(), b.schema() - schema),
                        factor,
                        schema,
                        zero.threshold());
        return new FloatHistogram(
                hint(a, b),
                schema,
                zero.threshold(),
                zero.count() + zero.otherCount() * factor,
                a.count() + b.count() * factor,
                a.sum() + b.sum() * factor,
                positive.spans(),
                positive.counts(),
                negative.spans(),
                negative.counts(),
                List.of());
    }

    private static Buckets right(List<FloatHistogram.Span> spans, List<Double> counts, int schemas) {
        return Buckets.of(spans, counts).reducedBy(schemas);
    }

    private static CounterReset hint(FloatHistogram a, FloatHistogram b) {
        if (a.hint() == b.hint()) {
            return a.hint();
        }
        boolean gauge = a.hint() == CounterReset.GAUGE || b.hint() == CounterReset.GAUGE;
        return gauge ? CounterReset.GAUGE : CounterReset.UNKNOWN;
    }
}
