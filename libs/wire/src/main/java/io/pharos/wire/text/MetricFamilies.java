package io.pharos.wire.text;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.FIXED64;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads metric families in protobuf, each after its length, as client libraries push them ({@code
 * io.prometheus.client.MetricFamily}); gives what the same families as text would. Native histograms and exemplars,
 * which a pushed group does not keep, are passed over.
 */
public final class MetricFamilies {
    private static final int NAME = 1 << 3 | BYTES;
    private static final int HELP = 2 << 3 | BYTES;
    private static final int TYPE = 3 << 3 | VARINT;
    private static final int METRIC = 4 << 3 | BYTES;
    private static final int UNIT = 5 << 3 | BYTES;

    private final ProtoCursor cursor = new ProtoCursor();
    private final TextSink sink;

    private MetricFamilies(TextSink sink) {
        this.sink = sink;
    }

    /** Reads all families of the body into the sink. */
    public static void read(byte[] body, TextSink sink) throws BrokenEncoding {
        MetricFamilies families = new MetricFamilies(sink);
        families.cursor.over(body);
        while (families.cursor.position() < body.length) {
            families.family(families.cursor.contentEnd(body.length));
        }
    }

    private void family(int end) throws BrokenEncoding {
        int start = cursor.position();
        String name = "";
        String help = "";
        String unit = "";
        long type = 0;
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case NAME -> name = text(cursor.contentEnd(end));
                case HELP -> help = text(cursor.contentEnd(end));
                case UNIT -> unit = text(cursor.contentEnd(end));
                case TYPE -> type = cursor.varint(end);
                default -> cursor.skip(tag, end);
            }
        }
        cursor.moveTo(start);
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            if (tag == METRIC) {
                metric(name, cursor.contentEnd(end));
            } else {
                cursor.skip(tag, end);
            }
        }
        sink.metadata(name, type(type), help, unit);
    }

    private static MetricType type(long number) {
        return switch ((int) number) {
            case 0 -> MetricType.COUNTER;
            case 1 -> MetricType.GAUGE;
            case 2 -> MetricType.SUMMARY;
            case 4 -> MetricType.HISTOGRAM;
            case 5 -> MetricType.GAUGE_HISTOGRAM;
            default -> MetricType.UNKNOWN;
        };
    }

    /** Labels and the timestamp may stand after the value, so they are read first. */
    private void metric(String name, int end) throws BrokenEncoding {
        int start = cursor.position();
        SortedMap<String, String> labels = new TreeMap<>();
        Long millis = null;
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case 1 << 3 | BYTES -> label(cursor.contentEnd(end), labels);
                case 6 << 3 | VARINT -> millis = cursor.varint(end);
                default -> cursor.skip(tag, end);
            }
        }
        cursor.moveTo(start);
        Series series = new Series(name, labels, millis);
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case 2 << 3 | BYTES, 3 << 3 | BYTES, 5 << 3 | BYTES -> value(series, cursor.contentEnd(end));
                case 4 << 3 | BYTES -> summary(series, cursor.contentEnd(end));
                case 7 << 3 | BYTES -> histogram(series, cursor.contentEnd(end));
                default -> cursor.skip(tag, end);
            }
        }
    }

    private record Series(
            String name,
            SortedMap<String, String> labels,
            @Nullable Long millis) {}

    private void label(int end, SortedMap<String, String> labels) throws BrokenEncoding {
        String name = "";
        String value = "";
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case 1 << 3 | BYTES -> name = text(cursor.contentEnd(end));
                case 2 << 3 | BYTES -> value = text(cursor.contentEnd(end));
                default -> cursor.skip(tag, end);
            }
        }
        labels.put(name, value);
    }

    private void value(Series series, int end) throws BrokenEncoding {
        double value = 0;
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            if (tag == (1 << 3 | FIXED64)) {
                value = number(end);
            } else {
                cursor.skip(tag, end);
            }
        }
        give(series, "", null, value);
    }

    private void summary(Series series, int end) throws BrokenEncoding {
        double count = 0;
        double sum = 0;
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case 1 << 3 | VARINT -> count = cursor.varint(end);
                case 2 << 3 | FIXED64 -> sum = number(end);
                case 3 << 3 | BYTES -> part(series, "", "quantile", cursor.contentEnd(end));
                default -> cursor.skip(tag, end);
            }
        }
        give(series, "_sum", null, sum);
        give(series, "_count", null, count);
    }

    private void histogram(Series series, int end) throws BrokenEncoding {
        double count = 0;
        double sum = 0;
        boolean infinite = false;
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case 1 << 3 | VARINT -> count = cursor.varint(end);
                case 2 << 3 | FIXED64 -> sum = number(end);
                case 3 << 3 | BYTES -> infinite |= bucket(series, cursor.contentEnd(end));
                default -> cursor.skip(tag, end);
            }
        }
        if (!infinite) {
            give(series, "_bucket", new String[] {"le", "+Inf"}, count);
        }
        give(series, "_sum", null, sum);
        give(series, "_count", null, count);
    }

    private boolean bucket(Series series, int end) throws BrokenEncoding {
        double count = 0;
        double bound = 0;
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case 1 << 3 | VARINT -> count = cursor.varint(end);
                case 2 << 3 | FIXED64 -> bound = number(end);
                default -> cursor.skip(tag, end);
            }
        }
        give(series, "_bucket", new String[] {"le", Numbers.text(bound)}, count);
        return bound == Double.POSITIVE_INFINITY;
    }

    private void part(Series series, String suffix, String label, int end) throws BrokenEncoding {
        double at = 0;
        double value = 0;
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case 1 << 3 | FIXED64 -> at = number(end);
                case 2 << 3 | FIXED64 -> value = number(end);
                default -> cursor.skip(tag, end);
            }
        }
        give(series, suffix, new String[] {label, Numbers.text(at)}, value);
    }

    private void give(Series series, String suffix, String @Nullable [] label, double value) {
        SortedMap<String, String> labels = new TreeMap<>(series.labels());
        if (label != null) {
            labels.put(label[0], label[1]);
        }
        sink.sample(new TextSample(series.name() + suffix, labels, value, series.millis(), null));
    }

    private double number(int end) throws BrokenEncoding {
        return Double.longBitsToDouble(cursor.fixed64(end));
    }

    private String text(int end) {
        String text = new String(cursor.bytes(), cursor.position(), end - cursor.position(), UTF_8);
        cursor.moveTo(end);
        return text;
    }
}
