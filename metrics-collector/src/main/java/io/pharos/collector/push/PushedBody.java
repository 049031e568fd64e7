package io.pharos.collector.push;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.text.BrokenText;
import io.pharos.wire.text.MetricFamilies;
import io.pharos.wire.text.MetricType;
import io.pharos.wire.text.TextFormat;
import io.pharos.wire.text.TextSample;
import io.pharos.wire.text.TextSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what is pushed, text or protobuf, into families whose samples have the group's labels. */
final class PushedBody implements TextSink {
    private static final String PROTOBUF = "application/vnd.google.protobuf";
    private static final List<String> PARTS = List.of("_bucket", "_count", "_sum", "_gcount", "_gsum");

    private final GroupingKey group;
    private final List<TextSample> samples = new ArrayList<>();
    private final Map<String, Described> described = new LinkedHashMap<>();
    private boolean timed;

    private PushedBody(GroupingKey group) {
        this.group = group;
    }

    private record Described(MetricType type, String help, String unit) {
        private static final Described NOT = new Described(MetricType.UNKNOWN, "", "");
    }

    /** What a body holds, and whether one of its samples has a timestamp, which a pushed one may not have. */
    record Read(List<PushedFamily> families, boolean timed) {}

    /** The content type decides the format; what is not known is read as text, as the Pushgateway does. */
    static Read read(GroupingKey group, @Nullable String contentType, byte[] body) {
        PushedBody read = new PushedBody(group);
        String media =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        try {
            switch (media) {
                case PROTOBUF -> MetricFamilies.read(body, read);
                case "application/openmetrics-text" -> TextFormat.OPENMETRICS.parse(body, read);
                default -> TextFormat.PROMETHEUS.parse(body, read);
            }
        } catch (BrokenEncoding e) {
            throw unreadable("the body is no list of metric families: " + e.reason());
        } catch (BrokenText e) {
            throw unreadable("the text breaks its format in " + e.reason());
        }
        return new Read(read.families(), read.timed);
    }

    @Override
    public void sample(TextSample sample) {
        timed |= sample.timestampMillis() != null;
        samples.add(sample);
    }

    @Override
    public void metadata(String family, MetricType type, String help, String unit) {
        described.put(family, new Described(type, help, unit));
    }

    private List<PushedFamily> families() {
        Map<String, List<PushedFamily.Sample>> byFamily = new TreeMap<>();
        described.keySet().forEach(name -> byFamily.put(name, new ArrayList<>()));
        for (TextSample sample : samples) {
            byFamily.computeIfAbsent(familyOf(sample.metric()), name -> new ArrayList<>())
                    .add(kept(sample));
        }
        List<PushedFamily> families = new ArrayList<>();
        byFamily.forEach((name, kept) -> {
            Described of = described.getOrDefault(name, Described.NOT);
            families.add(new PushedFamily(name, of.type(), of.help(), of.unit(), kept));
        });
        return families;
    }

    /** The family that an ending like {@code _sum} makes a part of, where that is a histogram or a summary. */
    private String familyOf(String metric) {
        for (String part : PARTS) {
            if (metric.endsWith(part)) {
                String name = metric.substring(0, metric.length() - part.length());
                MetricType type = described.getOrDefault(name, Described.NOT).type();
                if (type == MetricType.HISTOGRAM || type == MetricType.SUMMARY || type == MetricType.GAUGE_HISTOGRAM) {
                    return name;
                }
            }
        }
        String total = metric.endsWith("_total") ? metric.substring(0, metric.length() - "_total".length()) : metric;
        return described.containsKey(total) && !described.containsKey(metric) ? total : metric;
    }

    private PushedFamily.Sample kept(TextSample sample) {
        SortedMap<String, String> labels = new TreeMap<>(sample.labels());
        labels.putAll(group.labels());
        for (String name : new TreeSet<>(labels.keySet())) {
            if (String.valueOf(labels.get(name)).isEmpty()) {
                labels.remove(name);
            }
        }
        return new PushedFamily.Sample(sample.metric(), labels, Double.toString(sample.value()));
    }

    private static Problem unreadable(String reason) {
        return Problem.of(Kind.MALFORMED, "push.unreadable", "Nothing was kept: " + reason + ".");
    }
}
