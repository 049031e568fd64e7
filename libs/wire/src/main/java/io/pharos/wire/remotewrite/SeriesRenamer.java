package io.pharos.wire.remotewrite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rewrites a series whose own label stands in an owner's label's place: the sender's becomes {@code exported_…} and all
 * are sorted anew. The rare path, for tenants who chose it: it does make objects.
 */
final class SeriesRenamer {
    private static final String PREFIX = "exported_";

    private final Map<byte[], EncodedLabel> labels = new TreeMap<>(Arrays::compareUnsigned);
    private final ByteArrayOutputStream points = new ByteArrayOutputStream();

    static void write(SeriesScan series, byte[] source, Scratch target) throws BrokenEncoding {
        SeriesRenamer renamer = new SeriesRenamer();
        renamer.read(series, source);
        for (EncodedLabel owner : series.labels().owners().labels()) {
            renamer.put(owner);
        }
        renamer.emit(target);
    }

    private void read(SeriesScan series, byte[] source) throws BrokenEncoding {
        ProtoCursor cursor = new ProtoCursor();
        cursor.over(source);
        cursor.moveTo(series.start());
        LabelText label = new LabelText();
        while (cursor.position() < series.end()) {
            int at = cursor.position();
            int tag = cursor.tag(series.end());
            if (isReplicas(series, at)) {
                cursor.skip(tag, series.end());
            } else if (tag == SeriesScan.LABEL) {
                label.read(cursor, cursor.contentEnd(series.end()));
                add(EncodedLabel.of(
                        Arrays.copyOfRange(source, label.nameFrom(), label.nameTo()),
                        Arrays.copyOfRange(source, label.valueFrom(), label.valueTo())));
            } else {
                cursor.skip(tag, series.end());
                points.write(source, at, cursor.position() - at);
            }
        }
    }

    private static boolean isReplicas(SeriesScan series, int at) {
        ReplicaPlace replica = series.labels().replica();
        return replica.isReplicas() && replica.fieldFrom() == at;
    }

    private void add(EncodedLabel label) {
        labels.put(label.name(), label);
    }

    /** Puts the owner's label in; a sender's of another value in its place moves on to the first free exported name. */
    private void put(EncodedLabel owner) {
        EncodedLabel senders = labels.put(owner.name(), owner);
        if (senders == null || Arrays.equals(senders.value(), owner.value())) {
            return;
        }
        String name = PREFIX + new String(senders.name(), UTF_8);
        while (labels.containsKey(name.getBytes(UTF_8))) {
            name = PREFIX + name;
        }
        add(EncodedLabel.of(name.getBytes(UTF_8), senders.value()));
    }

    private void emit(Scratch target) {
        int length = points.size();
        for (EncodedLabel label : labels.values()) {
            length += label.encoded().length;
        }
        byte[] out = target.more(SeriesWriter.LONGEST_HEAD + length);
        int at = SeriesWriter.head(out, target.length(), length);
        for (EncodedLabel label : labels.values()) {
            at = SeriesWriter.copy(label.encoded(), 0, label.encoded().length, out, at);
        }
        byte[] rest = points.toByteArray();
        target.length(SeriesWriter.copy(rest, 0, rest.length, out, at));
    }
}
