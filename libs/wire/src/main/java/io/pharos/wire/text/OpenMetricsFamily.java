package io.pharos.wire.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One metric family of an OpenMetrics text: what it is, and whether its samples fit that. */
final class OpenMetricsFamily {
    private static final long NO_TIMESTAMP = Long.MIN_VALUE;

    private final String name;
    private final Set<String> described = new HashSet<>();
    private final Map<String, Long> seen = new HashMap<>();
    private final HistogramRules histograms = new HistogramRules();
    private MetricType type = MetricType.UNKNOWN;
    private String help = "";
    private String unit = "";
    private boolean sampled;

    OpenMetricsFamily(String name) {
        this.name = name;
    }

    void describe(String word, LineCursor line) throws BrokenText {
        if (!described.add(word)) {
            throw line.broken(2, "a second " + word + " of the family " + name);
        }
        int start = line.position();
        switch (word) {
            case "TYPE" ->
                type = MetricType.ofOpenMetrics(line.rest())
                        .orElseThrow(() -> line.broken(start, "a type that OpenMetrics does not know"));
            case "UNIT" -> unit = line.rest();
            default -> help = line.unescapedRest(true, false);
        }
        if (!unit.isEmpty() && !name.endsWith("_" + unit)) {
            throw line.broken(start, "the family's name does not end with its unit");
        }
        if (!unit.isEmpty() && (type == MetricType.INFO || type == MetricType.STATE_SET)) {
            throw line.broken(start, "an " + type.text() + " metric has no unit");
        }
    }

    boolean owns(String metric) {
        return metric.startsWith(name) && type.suffixes().contains(metric.substring(name.length()));
    }

    void check(TextSample sample, LineCursor line) throws BrokenText {
        sampled = true;
        String suffix = sample.metric().substring(name.length());
        String fault = valueFault(sample, suffix);
        if (fault == null && sample.exemplar() != null && !mayHaveExemplar(suffix)) {
            fault = "only counters and buckets have exemplars";
        }
        if (fault == null) {
            fault = timeFault(sample);
        }
        if (fault == null && suffix.equals("_bucket")) {
            fault = histograms.bucketFault(sample);
        }
        if (fault != null) {
            throw line.broken(0, fault);
        }
    }

    private boolean mayHaveExemplar(String suffix) {
        return suffix.equals("_total") || suffix.equals("_bucket");
    }

    private @Nullable String valueFault(TextSample sample, String suffix) {
        return switch (type) {
            case COUNTER -> notNegative(sample, "a counter");
            case HISTOGRAM -> suffix.equals("_sum") ? null : notNegative(sample, "a histogram's count");
            case SUMMARY -> summaryFault(sample, suffix);
            case INFO -> sample.value() == 1 ? null : "an info metric's value is 1";
            case STATE_SET -> stateFault(sample);
            case GAUGE_HISTOGRAM, GAUGE, UNKNOWN -> null;
        };
    }

    private static @Nullable String notNegative(TextSample sample, String what) {
        return sample.value() >= 0 ? null : what + " is a number from 0 on";
    }

    private static @Nullable String summaryFault(TextSample sample, String suffix) {
        if (!suffix.isEmpty()) {
            return suffix.equals("_count") ? notNegative(sample, "a summary's count") : null;
        }
        String quantile = sample.labels().get("quantile");
        double number = quantile == null ? -1 : Numbers.parse(quantile).orElse(-1);
        return number >= 0 && number <= 1 ? null : "a summary's sample has a quantile from 0 to 1";
    }

    private @Nullable String stateFault(TextSample sample) {
        if (!sample.labels().containsKey(name)) {
            return "a state's sample has its state in the label " + name;
        }
        return sample.value() == 0 || sample.value() == 1 ? null : "a state is 0 or 1";
    }

    /** A metric's samples come in the order of time, and one at most has no timestamp. */
    private @Nullable String timeFault(TextSample sample) {
        Long at = sample.timestampMillis();
        Long before = seen.put(sample.metric() + sample.labels(), at == null ? NO_TIMESTAMP : at);
        if (before == null) {
            return null;
        }
        if (at == null || before == NO_TIMESTAMP) {
            return "the same sample twice without a timestamp";
        }
        return at < before ? "a timestamp before that of the sample above" : null;
    }

    /** Tells whether the family is whole; {@code line} is the one after it. */
    void finish(LineCursor line) throws BrokenText {
        if (histograms.lacksInfinity()) {
            throw line.broken(0, "the histogram " + name + " has no bucket le=\"+Inf\"");
        }
    }

    /** The names that no other family may use. */
    List<String> names() {
        return Stream.concat(Stream.of(""), type.suffixes().stream())
                .distinct()
                .map(name::concat)
                .toList();
    }

    boolean sampled() {
        return sampled;
    }

    boolean described() {
        return !described.isEmpty();
    }

    String name() {
        return name;
    }

    MetricType type() {
        return type;
    }

    String help() {
        return help;
    }

    String unit() {
        return unit;
    }
}
