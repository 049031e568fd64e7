package io.pharos.wire.otlp;

import io.pharos.wire.Scratch;
import io.pharos.wire.otlp.Refusals.Reason;
import io.pharos.wire.remotewrite.Exemplar;
import io.pharos.wire.remotewrite.RequestBuilder;
import io.pharos.wire.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes the points of one metric as series; points of delta temporality are added up before. */
final class PointWriter {
    private static final String METRIC_NAME = "__name__";

    private final RequestBuilder request;
    private final Refusals refusals;
    private final String name;
    private final UnaryOperator<SortedMap<String, String>> labelling;
    private final Deltas.@Nullable Request deltas;

    /** {@code deltas} where the metric is of delta temporality. */
    PointWriter(
            RequestBuilder request,
            Refusals refusals,
            String name,
            UnaryOperator<SortedMap<String, String>> labelling,
            Deltas.@Nullable Request deltas) {
        this.request = request;
        this.refusals = refusals;
        this.name = name;
        this.labelling = labelling;
        this.deltas = deltas;
    }

    Point number(NumberPoint number) {
        Point point = number.point();
        if (!number.hasValue() && !point.ended) {
            refusals.add(Reason.NO_VALUE, name);
            return point;
        }
        SortedMap<String, String> labels = labelling.apply(point.attributes);
        double[] parts = {number.value()};
        if (added(point, labels, parts)) {
            series("", labels, point, point.orEnd(parts[0]), point.exemplars);
        }
        return point;
    }

    Point histogram(HistogramPoint histogram) {
        Point point = histogram.point();
        SortedMap<String, String> labels = labelling.apply(point.attributes);
        double[] parts = histogram.parts();
        if (!added(point, labels, parts)) {
            return point;
        }
        histogram.take(parts);
        if (histogram.hasSum()) {
            series("_sum", labels, point, point.orEnd(histogram.sum()), List.of());
        }
        series("_count", labels, point, point.orEnd(histogram.count()), List.of());
        buckets(histogram, labels);
        return point;
    }

    private void buckets(HistogramPoint histogram, SortedMap<String, String> labels) {
        Point point = histogram.point();
        double below = 0;
        double lower = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < histogram.size(); i++) {
            below += histogram.count(i);
            double bound = histogram.bound(i);
            bucket(labels, point, Numbers.text(bound), below, within(point, lower, bound));
            lower = bound;
        }
        bucket(labels, point, "+Inf", histogram.count(), within(point, lower, Double.POSITIVE_INFINITY));
    }

    private void bucket(
            SortedMap<String, String> labels, Point point, String bound, double count, List<Exemplar> exemplars) {
        SortedMap<String, String> all = new TreeMap<>(labels);
        all.put("le", bound);
        series("_bucket", all, point, point.orEnd(count), exemplars);
    }

    /** The exemplars of a bucket. */
    private static List<Exemplar> within(Point point, double lower, double bound) {
        List<Exemplar> within = new ArrayList<>();
        for (Exemplar exemplar : point.exemplars) {
            if (exemplar.value() > lower && exemplar.value() <= bound) {
                within.add(exemplar);
            }
        }
        return within;
    }

    Point exponential(NativeHistogram histogram) {
        Point point = histogram.point();
        if (histogram.isTooCoarse()) {
            refusals.add(Reason.TOO_COARSE, name);
            return point;
        }
        SortedMap<String, String> labels = labelling.apply(point.attributes);
        labels.put(METRIC_NAME, name);
        Scratch encoded = new Scratch();
        histogram.write(encoded);
        request.histogram(labels, encoded, point.exemplars);
        return point;
    }

    Point summary(SummaryPoint summary) {
        Point point = summary.point();
        SortedMap<String, String> labels = labelling.apply(point.attributes);
        series("_sum", labels, point, point.orEnd(summary.sum()), List.of());
        series("_count", labels, point, point.orEnd(summary.count()), List.of());
        for (SummaryPoint.Quantile quantile : summary.quantiles()) {
            SortedMap<String, String> all = new TreeMap<>(labels);
            all.put("quantile", Numbers.text(quantile.quantile()));
            series("", all, point, point.orEnd(quantile.value()), List.of());
        }
        return point;
    }

    private void series(
            String suffix, SortedMap<String, String> labels, Point point, double value, List<Exemplar> exemplars) {
        SortedMap<String, String> all = new TreeMap<>(labels);
        all.put(METRIC_NAME, name + suffix);
        request.sample(all, value, point.millis, exemplars);
    }

    /** Adds a point of delta temporality to what came before, in its parts; false where it is refused. */
    private boolean added(Point point, SortedMap<String, String> labels, double[] parts) {
        if (deltas == null || point.ended) {
            return true;
        }
        return switch (deltas.add(name + labels, point.millis, parts)) {
            case Deltas.Sum.Added sum -> {
                System.arraycopy(sum.sums(), 0, parts, 0, parts.length);
                yield true;
            }
            case Deltas.Sum.Refused refused -> {
                refusals.add(refused.reason(), name);
                yield false;
            }
        };
    }
}
