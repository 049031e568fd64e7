package io.pharos.wire.text;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds a histogram family's buckets to their order: bounds rise, counts never fall, and the last bound is infinite. */
final class HistogramRules {
    private static final String BOUND = "le";

    private final Map<String, Bucket> last = new HashMap<>();

    private record Bucket(double bound, double count) {}

    @Nullable
    String bucketFault(TextSample sample) {
        String text = sample.labels().get(BOUND);
        double bound = text == null ? Double.NaN : Numbers.parse(text).orElse(Double.NaN);
        if (Double.isNaN(bound)) {
            return "a bucket has a number in its label le";
        }
        Map<String, String> others = new TreeMap<>(sample.labels());
        others.remove(BOUND);
        Bucket before = last.put(others + "@" + sample.timestampMillis(), new Bucket(bound, sample.value()));
        if (before == null) {
            return null;
        }
        if (before.bound() >= bound) {
            return "a histogram's buckets are in the order of le";
        }
        return before.count() > sample.value() ? "a bucket counts less than the one below it" : null;
    }

    boolean lacksInfinity() {
        return last.values().stream().anyMatch(bucket -> bucket.bound() != Double.POSITIVE_INFINITY);
    }
}
