package io.pharos.wire.remotewrite;

import static io.pharos.wire.protobuf.ProtoCursor.FIXED64;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;

import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.protobuf.Utf8;

/** Holds a series' samples, exemplars and native histograms to their encoding; their bits are never changed. */
final class PointScan {
    private static final int VALUE = 1 << 3 | FIXED64;
    private static final int TIMESTAMP = 2 << 3 | VARINT;
    private static final int EXEMPLAR_VALUE = 2 << 3 | FIXED64;
    private static final int EXEMPLAR_TIMESTAMP = 3 << 3 | VARINT;

    private final ProtoCursor cursor;
    private long oldest = WriteCounts.NO_TIME;

    PointScan(ProtoCursor cursor) {
        this.cursor = cursor;
    }

    void begin() {
        oldest = WriteCounts.NO_TIME;
    }

    void sample(int end) throws BrokenEncoding {
        long time = 0;
        while (cursor.position() < end) {
            int at = cursor.position();
            int tag = cursor.tag(end);
            switch (tag) {
                case VALUE -> cursor.skipFixed(Double.BYTES, end);
                case TIMESTAMP -> time = cursor.varint(end);
                default -> later(tag, 2, "sample", at, end);
            }
        }
        oldest = Math.min(oldest, time);
    }

    void exemplar(int end, LabelText label) throws BrokenEncoding {
        while (cursor.position() < end) {
            int at = cursor.position();
            int tag = cursor.tag(end);
            switch (tag) {
                case SeriesScan.LABEL -> exemplarLabel(cursor.contentEnd(end), label);
                case EXEMPLAR_VALUE -> cursor.skipFixed(Double.BYTES, end);
                case EXEMPLAR_TIMESTAMP -> cursor.skipVarint(end);
                default -> later(tag, 3, "exemplar", at, end);
            }
        }
    }

    private void exemplarLabel(int end, LabelText label) throws BrokenEncoding {
        int at = cursor.position();
        label.read(cursor, end);
        if (!Utf8.isValid(cursor.bytes(), label.nameFrom(), label.nameTo())
                || !Utf8.isValid(cursor.bytes(), label.valueFrom(), label.valueTo())) {
            throw new BrokenEncoding("an exemplar's label is not UTF-8", at);
        }
    }

    void histogram(int end) throws BrokenEncoding {
        oldest = Math.min(oldest, HistogramScan.read(cursor, end));
    }

    /** The least time of the series' samples and histograms so far. */
    long oldest() {
        return oldest;
    }

    private void later(int tag, int lastKnown, String what, int at, int end) throws BrokenEncoding {
        if (tag >>> 3 <= lastKnown) {
            throw new BrokenEncoding("field " + (tag >>> 3) + " of a " + what + " has the wrong type", at);
        }
        cursor.skip(tag, end);
    }
}
