package io.pharos.wire.remotewrite;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.FIXED64;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.wire.Scratch;
import io.pharos.wire.metadata.MetricMetadata;
import io.pharos.wire.protobuf.ProtoWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Writes a remote write 1.0 request, one series a point, with no owner's labels yet. A label of no value, which means
 * the same as none, is left out. What does not fit is left out too, and {@link #full()} tells.
 */
public final class RequestBuilder {
    private static final int SERIES = 1 << 3 | BYTES;
    private static final int METADATA = 3 << 3 | BYTES;
    private static final int LABEL = 1 << 3 | BYTES;
    private static final int SAMPLE = 2 << 3 | BYTES;
    private static final int EXEMPLAR = 3 << 3 | BYTES;
    private static final int HISTOGRAM = 4 << 3 | BYTES;

    private final Scratch part = new Scratch();
    private final ProtoWriter toPart = new ProtoWriter(part);
    private final Scratch content = new Scratch();
    private final ProtoWriter toContent = new ProtoWriter(content);
    private final Scratch points = new Scratch();
    private final ProtoWriter toPoints = new ProtoWriter(points);
    private final Scratch target;
    private final ProtoWriter toTarget;
    private final int maxBytes;
    private boolean full;

    /** Appends to {@code target}, until that is of {@code maxBytes}. */
    public RequestBuilder(Scratch target, int maxBytes) {
        this.target = target;
        this.toTarget = new ProtoWriter(target);
        this.maxBytes = maxBytes;
    }

    /** Adds a series of one sample; {@code __name__} is among the labels. */
    public void sample(SortedMap<String, String> labels, double value, long millis, List<Exemplar> exemplars) {
        begin(labels);
        part.room(0);
        toPart.fixed64(1 << 3 | FIXED64, Double.doubleToRawLongBits(value));
        toPart.varint(2 << 3 | VARINT, millis);
        toContent.message(SAMPLE, part);
        end(exemplars);
    }

    /** Adds a series of one native histogram, which is encoded already. */
    public void histogram(SortedMap<String, String> labels, Scratch histogram, List<Exemplar> exemplars) {
        begin(labels);
        toContent.message(HISTOGRAM, histogram);
        end(exemplars);
    }

    /** Adds what is known of a metric. */
    public void metadata(MetricMetadata metadata) {
        part.room(0);
        toPart.varint(1 << 3 | VARINT, metadata.type().number());
        toPart.bytes(2 << 3 | BYTES, metadata.family().getBytes(UTF_8));
        toPart.bytes(4 << 3 | BYTES, metadata.help().getBytes(UTF_8));
        toPart.bytes(5 << 3 | BYTES, metadata.unit().getBytes(UTF_8));
        append(METADATA, part);
    }

    /** Whether something did not fit. */
    public boolean full() {
        return full;
    }

    private void begin(SortedMap<String, String> labels) {
        content.room(0);
        labels(labels, toContent);
    }

    private void end(List<Exemplar> exemplars) {
        for (Exemplar exemplar : exemplars) {
            points.room(0);
            labels(exemplar.labels(), toPoints);
            toPoints.fixed64(2 << 3 | FIXED64, Double.doubleToRawLongBits(exemplar.value()));
            toPoints.varint(3 << 3 | VARINT, exemplar.timestampMillis());
            toContent.message(EXEMPLAR, points);
        }
        append(SERIES, content);
    }

    private void append(int field, Scratch message) {
        full |= target.length() > maxBytes - message.length();
        if (!full) {
            toTarget.message(field, message);
        }
    }

    private void labels(SortedMap<String, String> labels, ProtoWriter out) {
        if (labels.keySet().stream().allMatch(RequestBuilder::sortsByCharacter)) {
            labels.forEach((name, value) -> label(name.getBytes(UTF_8), value, out));
        } else {
            labels.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(
                            (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8))))
                    .forEach(label -> label(label.getKey().getBytes(UTF_8), label.getValue(), out));
        }
    }

    /** Java sorts characters above U+FFFF before some below it; bytes do not. */
    private static boolean sortsByCharacter(String name) {
        return name.chars().noneMatch(c -> c >= Character.MIN_SURROGATE);
    }

    private void label(byte[] name, String value, ProtoWriter out) {
        if (!value.isEmpty()) {
            part.room(0);
            toPart.bytes(1 << 3 | BYTES, name);
            toPart.bytes(2 << 3 | BYTES, value.getBytes(UTF_8));
            out.message(LABEL, part);
        }
    }
}
