package io.pharos.tsdb.series;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a tenant's active series come from: the metrics with most series and the labels with most values, most first.
 * Series are exact; a label's values are estimated within a few percent, over the last ten to twenty minutes.
 */
public record Cardinality(long series, long dropped, List<Metric> metrics, List<Label> labels) {
    private static final int MOST = 100;
    public static final Cardinality NONE = new Cardinality(0, 0, List.of(), List.of());

    /** A metric and how many active series it has. */
    public record Metric(String name, long series) {}

    /** A label, how many series have it, and about how many values it has. */
    public record Label(String name, long series, long values) {
        Label and(Label other) {
            return new Label(name, series + other.series, Math.max(values, other.values));
        }
    }

    public Cardinality {
        metrics = most(
                metrics, Comparator.comparingLong(Metric::series).reversed().thenComparing(Metric::name));
        labels = most(labels, Comparator.comparingLong(Label::values).reversed().thenComparing(Label::name));
    }

    /** This and what another collector counted of the same tenant; a value seen by both is told once. */
    public Cardinality and(Cardinality other) {
        Map<String, Metric> ofMetrics = new HashMap<>();
        both(metrics, other.metrics)
                .forEach(metric -> ofMetrics.merge(
                        metric.name(), metric, (a, b) -> new Metric(a.name(), a.series() + b.series())));
        Map<String, Label> ofLabels = new HashMap<>();
        both(labels, other.labels).forEach(label -> ofLabels.merge(label.name(), label, Label::and));
        return new Cardinality(
                series + other.series,
                dropped + other.dropped,
                new ArrayList<>(ofMetrics.values()),
                new ArrayList<>(ofLabels.values()));
    }

    private static <T> List<T> both(List<T> some, List<T> others) {
        List<T> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static <T> List<T> most(List<T> all, Comparator<T> order) {
        List<T> sorted = new ArrayList<>(all);
        Collections.sort(sorted, order);
        return List.copyOf(sorted.subList(0, Math.min(MOST, sorted.size())));
    }
}
