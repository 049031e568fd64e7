package io.pharos.wire.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads Prometheus's text format 0.0.4; each family's type and help stand before its first sample, and once. */
final class PrometheusText {
    private final TextSink sink;
    private final Map<String, Family> families = new LinkedHashMap<>();

    /** What the text has told of a family so far. */
    private static final class Family {
        private @Nullable MetricType type;
        private @Nullable String help;
        private boolean sampled;
    }

    PrometheusText(TextSink sink) {
        this.sink = sink;
    }

    void read(String text) throws BrokenText {
        Lines lines = new Lines(text);
        while (lines.hasNext()) {
            line(lines.next());
        }
        families.forEach((name, family) -> {
            if (family.type != null || family.help != null) {
                sink.metadata(
                        name,
                        family.type == null ? MetricType.UNKNOWN : family.type,
                        family.help == null ? "" : family.help,
                        "");
            }
        });
    }

    private void line(LineCursor line) throws BrokenText {
        line.skipBlanks();
        if (line.atEnd()) {
            return;
        }
        if (line.take('#')) {
            comment(line);
        } else {
            sample(line);
        }
    }

    private void comment(LineCursor line) throws BrokenText {
        line.skipBlanks();
        switch (line.word()) {
            case "TYPE" -> type(line);
            case "HELP" -> help(line);
            default -> line.rest();
        }
    }

    private void type(LineCursor line) throws BrokenText {
        line.skipBlanks();
        int start = line.position();
        Family family = families.computeIfAbsent(line.metricName(), name -> new Family());
        if (family.type != null || family.sampled) {
            throw line.broken(
                    start, family.sampled ? "TYPE after the metric's samples" : "a second TYPE of the metric");
        }
        line.skipBlanks();
        int typeStart = line.position();
        family.type = MetricType.ofPrometheus(line.word())
                .orElseThrow(() -> line.broken(typeStart, "expected counter, gauge, histogram, summary or untyped"));
        line.skipBlanks();
        line.expectEnd();
    }

    private void help(LineCursor line) throws BrokenText {
        line.skipBlanks();
        int start = line.position();
        Family family = families.computeIfAbsent(line.metricName(), name -> new Family());
        if (family.help != null) {
            throw line.broken(start, "a second HELP of the metric");
        }
        if (!line.atEnd() && line.peek() != ' ' && line.peek() != '\t') {
            throw line.broken("expected a blank after the metric's name");
        }
        line.skipBlanks();
        family.help = line.unescapedRest(false, true);
    }

    private void sample(LineCursor line) throws BrokenText {
        int start = line.position();
        String plain = line.peek() == '{' ? null : line.metricName();
        line.skipBlanks();
        SortedMap<String, String> labels = line.peek() == '{' ? line.labels(true) : new TreeMap<>();
        String metric = line.sampled(plain, start);
        line.skipBlanks();
        double value = line.number("a number");
        line.skipBlanks();
        Long timestamp = line.atEnd() ? null : timestamp(line);
        line.skipBlanks();
        line.expectEnd();
        familyOf(metric).sampled = true;
        sink.sample(new TextSample(metric, labels, value, timestamp, null));
    }

    private static long timestamp(LineCursor line) throws BrokenText {
        int start = line.position();
        try {
            return Long.parseLong(line.word());
        } catch (NumberFormatException e) {
            throw line.broken(start, "expected a timestamp in milliseconds");
        }
    }

    private Family familyOf(String metric) {
        for (String suffix : List.of("_bucket", "_count", "_sum")) {
            if (metric.endsWith(suffix)) {
                Family family = families.get(metric.substring(0, metric.length() - suffix.length()));
                if (family != null && (family.type == MetricType.HISTOGRAM || family.type == MetricType.SUMMARY)) {
                    return family;
                }
            }
        }
        return families.computeIfAbsent(metric, name -> new Family());
    }
}
