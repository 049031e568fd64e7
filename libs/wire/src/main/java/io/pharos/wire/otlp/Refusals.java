package io.pharos.wire.otlp;

import java.util.LinkedHashMap;
import java.util.Map;

/** The points of a request that are not stored, by reason, each with the first metric that it was. */
public final class Refusals {
    private final Map<Reason, String> first = new LinkedHashMap<>();
    private final Map<Reason, Long> points = new LinkedHashMap<>();

    /** Why a point is not stored. */
    public enum Reason {
        DELTA("delta temporality is not taken here: set the exporter's temporality to cumulative"),
        DELTA_EXPONENTIAL(
                "exponential histograms of delta temporality cannot be converted: use cumulative temporality"),
        DELTA_REPEATED("a point of delta temporality is not newer than the one before it"),
        TOO_MANY_DELTAS("more series of delta temporality than are converted for one tenant"),
        NO_TEMPORALITY("the aggregation temporality is not set"),
        TOO_COARSE("the scale of an exponential histogram is below -4"),
        NO_NAME("nothing of the metric's name can be kept"),
        NO_VALUE("a point has no value"),
        UNKNOWN_KIND("the metric is of no kind that is known here, or of none");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }
    }

    void add(Reason reason, String metric) {
        first.putIfAbsent(reason, metric);
        points.merge(reason, 1L, Long::sum);
    }

    /** How many of each. */
    public Map<Reason, Long> points() {
        return Map.copyOf(points);
    }

    public long total() {
        return points.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A sentence for each reason. */
    public String message() {
        StringBuilder message = new StringBuilder();
        first.forEach((reason, metric) -> message.append(message.isEmpty() ? "" : "; ")
                .append(reason.sentence)
                .append(" (metric ")
                .append(metric.length() <= 100 ? metric : metric.substring(0, 100) + "…")
                .append(", ")
                .append(points.get(reason))
                .append(" points)"));
        return message.toString();
    }
}
