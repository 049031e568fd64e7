package io.pharos.wire.text;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.FIXED64;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.ProtoWriter;
import io.pharos.wire.text.TextSample.Exemplar;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes what a text holds as a remote write 1.0 request, one series a sample, with no owner's labels yet. Samples
 * without a timestamp get the given one; a label of no value, which means the same as none, is left out.
 */
public final class RemoteWriteSink implements TextSink {
    private static final int SERIES = 1 << 3 | BYTES;
    private static final int METADATA = 3 << 3 | BYTES;
    private static final int LABEL = 1 << 3 | BYTES;
    private static final int SAMPLE = 2 << 3 | BYTES;
    private static final int EXEMPLAR = 3 << 3 | BYTES;
    private static final String METRIC_NAME = "__name__";

    private final Scratch part = new Scratch();
    private final Scratch content = new Scratch();
    private final ProtoWriter toPart = new ProtoWriter(part);
    private final ProtoWriter toContent = new ProtoWriter(content);
    private final Scratch points = new Scratch();
    private final ProtoWriter toPoints = new ProtoWriter(points);
    private final ProtoWriter toTarget;
    private final Scratch target;
    private final long nowMillis;
    private final int maxBytes;
    private boolean full;

    /** Appends to {@code target}, until that is of {@code maxBytes}. */
    public RemoteWriteSink(Scratch target, long nowMillis, int maxBytes) {
        this.target = target;
        this.maxBytes = maxBytes;
        this.toTarget = new ProtoWriter(target);
        this.nowMillis = nowMillis;
    }

    @Override
    public void sample(TextSample sample) {
        long timestamp = sample.timestampMillis() == null ? nowMillis : sample.timestampMillis();
        content.room(0);
        SortedMap<String, String> labels = new TreeMap<>(sample.labels());
        labels.put(METRIC_NAME, sample.metric());
        labels(labels, toContent);
        part.room(0);
        toPart.fixed64(1 << 3 | FIXED64, Double.doubleToRawLongBits(sample.value()));
        toPart.varint(2 << 3 | VARINT, timestamp);
        toContent.message(SAMPLE, part);
        if (sample.exemplar() != null) {
            exemplar(sample.exemplar(), timestamp);
        }
        append(SERIES, content);
    }

    private void append(int field, Scratch message) {
        full |= target.length() > maxBytes - message.length();
        if (!full) {
            toTarget.message(field, message);
        }
    }

    /** Whether something did not fit. */
    public boolean full() {
        return full;
    }

    private void exemplar(Exemplar exemplar, long samplesTime) {
        points.room(0);
        labels(exemplar.labels(), toPoints);
        toPoints.fixed64(2 << 3 | FIXED64, Double.doubleToRawLongBits(exemplar.value()));
        toPoints.varint(3 << 3 | VARINT, exemplar.timestampMillis() == null ? samplesTime : exemplar.timestampMillis());
        toContent.message(EXEMPLAR, points);
    }

    private void labels(SortedMap<String, String> labels, ProtoWriter out) {
        for (Map.Entry<String, String> label : labels.entrySet()) {
            if (!label.getValue().isEmpty()) {
                part.room(0);
                toPart.bytes(1 << 3 | BYTES, label.getKey().getBytes(UTF_8));
                toPart.bytes(2 << 3 | BYTES, label.getValue().getBytes(UTF_8));
                out.message(LABEL, part);
            }
        }
    }

    @Override
    public void metadata(String family, MetricType type, String help, String unit) {
        part.room(0);
        toPart.varint(1 << 3 | VARINT, type.number());
        toPart.bytes(2 << 3 | BYTES, family.getBytes(UTF_8));
        toPart.bytes(4 << 3 | BYTES, help.getBytes(UTF_8));
        toPart.bytes(5 << 3 | BYTES, unit.getBytes(UTF_8));
        append(METADATA, part);
    }
}
