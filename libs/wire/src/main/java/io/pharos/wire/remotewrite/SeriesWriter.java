package io.pharos.wire.remotewrite;

import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.ProtoBytes;

/** Copies a series with the owner's labels put in; the sender's bytes stay as they are. */
final class SeriesWriter {
    /** A tag and a length. */
    static final int LONGEST_HEAD = 6;

    private SeriesWriter() {}

    static void write(SeriesScan series, byte[] source, Scratch target) {
        LabelCheck labels = series.labels();
        int length = series.end() - series.start() + added(labels.owners()) - cut(labels);
        byte[] out = target.more(length + LONGEST_HEAD);
        int at = head(out, target.length(), length);
        int copied = series.start();
        OwnerPlaces owners = labels.owners();
        for (int i = 0; i < owners.labels().length; i++) {
            int place = owners.insertAt(i);
            if (place >= 0) {
                at = copyWithoutReplica(labels, source, copied, place, out, at);
                copied = place;
                byte[] label = owners.labels()[i].encoded();
                at = copy(label, 0, label.length, out, at);
            }
        }
        target.length(copyWithoutReplica(labels, source, copied, series.end(), out, at));
    }

    private static int cut(LabelCheck labels) {
        ReplicaPlace replica = labels.replica();
        return replica.isReplicas() ? replica.fieldTo() - replica.fieldFrom() : 0;
    }

    private static int copyWithoutReplica(LabelCheck labels, byte[] source, int from, int to, byte[] out, int at) {
        ReplicaPlace replica = labels.replica();
        if (!replica.isReplicas() || replica.fieldFrom() < from || replica.fieldFrom() >= to) {
            return copy(source, from, to, out, at);
        }
        int middle = copy(source, from, replica.fieldFrom(), out, at);
        return copy(source, replica.fieldTo(), to, out, middle);
    }

    /** Writes the tag and length of a series and answers the offset after them. */
    static int head(byte[] out, int at, int length) {
        out[at] = RemoteWriteLabeller.SERIES;
        return ProtoBytes.varint(out, at + 1, length);
    }

    private static int added(OwnerPlaces owners) {
        int added = 0;
        for (int i = 0; i < owners.labels().length; i++) {
            if (owners.insertAt(i) >= 0) {
                added += owners.labels()[i].encoded().length;
            }
        }
        return added;
    }

    static int copy(byte[] source, int from, int to, byte[] out, int at) {
        System.arraycopy(source, from, out, at, to - from);
        return at + to - from;
    }
}
