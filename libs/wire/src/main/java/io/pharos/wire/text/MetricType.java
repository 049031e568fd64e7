package io.pharos.wire.text;

import java.util.List;
import java.util.Optional;

/** A metric family's type, with its number in remote write and the endings of its samples' names in OpenMetrics. */
public enum MetricType {
    UNKNOWN(0, "unknown", ""),
    COUNTER(1, "counter", "_total", "_created"),
    GAUGE(2, "gauge", ""),
    HISTOGRAM(3, "histogram", "_bucket", "_count", "_sum", "_created"),
    GAUGE_HISTOGRAM(4, "gaugehistogram", "_bucket", "_gcount", "_gsum"),
    SUMMARY(5, "summary", "", "_count", "_sum", "_created"),
    INFO(6, "info", "_info"),
    STATE_SET(7, "stateset", "");

    private final int number;
    private final String text;
    private final List<String> suffixes;

    MetricType(int number, String text, String... suffixes) {
        this.number = number;
        this.text = text;
        this.suffixes = List.of(suffixes);
    }

    /** Its number in remote write's metadata. */
    public int number() {
        return number;
    }

    /** Its name in OpenMetrics. */
    public String text() {
        return text;
    }

    List<String> suffixes() {
        return suffixes;
    }

    /** The type of that number in remote write; one that is not known is unknown. */
    public static MetricType of(long number) {
        return number < 0 || number >= values().length ? UNKNOWN : values()[(int) number];
    }

    static Optional<MetricType> ofOpenMetrics(String text) {
        for (MetricType type : values()) {
            if (type.text.equals(text)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The older format knows fewer types, and calls the unknown one untyped. */
    static Optional<MetricType> ofPrometheus(String text) {
        return switch (text) {
            case "untyped" -> Optional.of(UNKNOWN);
            case "counter", "gauge", "histogram", "summary" -> ofOpenMetrics(text);
            default -> Optional.empty();
        };
    }
}
