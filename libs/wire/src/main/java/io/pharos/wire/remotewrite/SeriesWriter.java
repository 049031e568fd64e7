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
        int length = series.end() - series.start() + added(labels);
        byte[] out = target.more(length + LONGEST_HEAD);
        int at = head(out, target.length(), length);
        int copied = series.start();
        for (int i = 0; i < labels.owners().length; i++) {
            int place = labels.insertAt(i);
            if (place >= 0) {
                at = copy(source, copied, place, out, at);
                copied = place;
                byte[] label = labels.owners()[i].encoded();
                at = copy(label, 0, label.length, out, at);
            }
        }
        target.length(copy(source, copied, series.end(), out, at));
    }

    /** Writes the tag and length of a series and answers the offset after them. */
    static int head(byte[] out, int at, int length) {
        out[at] = RemoteWriteLabeller.SERIES;
        return ProtoBytes.varint(out, at + 1, length);
    }

    private static int added(LabelCheck labels) {
        int added = 0;
        for (int i = 0; i < labels.owners().length; i++) {
            if (labels.insertAt(i) >= 0) {
                added += labels.owners()[i].encoded().length;
            }
        }
        return added;
    }

    static int copy(byte[] source, int from, int to, byte[] out, int at) {
        System.arraycopy(source, from, out, at, to - from);
        return at + to - from;
    }
}
