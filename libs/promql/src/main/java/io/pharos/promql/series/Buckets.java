package io.pharos.promql.series;

import io.pharos.promql.series.FloatHistogram.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One side's buckets by their index, and the way to spans and back. */
record Buckets(TreeMap<Integer, Double> byIndex) {
    static Buckets of(List<Span> spans, List<Double> counts) {
        TreeMap<Integer, Double> byIndex = new TreeMap<>();
        int index = 0;
        int next = 0;
        for (Span span : spans) {
            index += span.offset();
            for (int i = 0; i < span.length(); i++) {
                byIndex.put(index++, counts.get(next++));
            }
        }
        return new Buckets(byIndex);
    }

    List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        int end = 0;
        for (int index : byIndex.keySet()) {
            boolean adjacent = !spans.isEmpty() && index == end;
            Span last = adjacent ? spans.removeLast() : new Span(index - end, 0);
            spans.add(new Span(last.offset(), last.length() + 1));
            end = index + 1;
        }
        return spans;
    }

    List<Double> counts() {
        return List.copyOf(byIndex.values());
    }

    /** Adds the other's counts, times the factor, but for those of its first buckets that lie in the zero bucket. */
    Buckets plus(Buckets other, double factor, int schema, double zeroThreshold) {
        TreeMap<Integer, Double> sum = new TreeMap<>(byIndex);
        boolean inZeroBucket = schema != FloatHistogram.CUSTOM_SCHEMA;
        for (Map.Entry<Integer, Double> bucket : other.byIndex.entrySet()) {
            inZeroBucket = inZeroBucket && upperBound(bucket.getKey(), schema) <= zeroThreshold;
            if (!inZeroBucket) {
                sum.merge(bucket.getKey(), bucket.getValue() * factor, Double::sum);
            }
        }
        return new Buckets(sum);
    }

    /** The same counts in the wider buckets of a lower schema. */
    Buckets reducedBy(int schemas) {
        TreeMap<Integer, Double> reduced = new TreeMap<>();
        byIndex.forEach((index, count) -> reduced.merge(((index - 1) >> schemas) + 1, count, Double::sum));
        return new Buckets(reduced);
    }

    /** Without the buckets below a threshold, and without empty ones. */
    Buckets above(double threshold, int schema) {
        TreeMap<Integer, Double> kept = new TreeMap<>(byIndex);
        kept.entrySet()
                .removeIf(bucket -> bucket.getValue() == 0 || upperBound(bucket.getKey() - 1, schema) < threshold);
        return new Buckets(kept);
    }

    /** The counts under other bounds, each in the first bucket that holds it; empty buckets are left out. */
    Buckets mapped(List<Double> bounds, List<Double> target) {
        TreeMap<Integer, Double> mapped = new TreeMap<>();
        byIndex.forEach((index, count) -> {
            int at = 0;
            while (at < target.size() && (index >= bounds.size() || target.get(at) < bounds.get(index))) {
                at++;
            }
            mapped.merge(at, count, Double::sum);
        });
        return new Buckets(mapped);
    }

    Buckets withoutEmpty() {
        TreeMap<Integer, Double> kept = new TreeMap<>(byIndex);
        kept.values().removeIf(count -> count == 0);
        return new Buckets(kept);
    }

    static double upperBound(int index, int schema) {
        return Math.pow(2, index * Math.pow(2, -schema));
    }
}
