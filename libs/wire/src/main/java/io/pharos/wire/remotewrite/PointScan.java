package io.pharos.wire.remotewrite;

import static io.pharos.wire.protobuf.ProtoCursor.FIXED64;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;

import io.pharos.wire.card.CardGuard;
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
    private long oldest;
    private long newest;
    private boolean carded;

    PointScan(ProtoCursor cursor) {
        this.cursor = cursor;
    }

    void begin() {
        oldest = WriteCounts.NO_TIME;
        newest = Long.MIN_VALUE;
        carded = false;
    }

    private void at(long timestamp) {
        oldest = Math.min(oldest, timestamp);
        newest = Math.max(newest, timestamp);
    }

    void sample(int end) throws BrokenEncoding {
        if (!usualSample(end)) {
            anySample(end);
        }
    }

    /** A value and then a timestamp, as every known sender writes it. */
    private boolean usualSample(int end) throws BrokenEncoding {
        int at = cursor.position();
        byte[] bytes = cursor.bytes();
        int time = at + 1 + Double.BYTES;
        if (time >= end || bytes[at] != VALUE || bytes[time] != TIMESTAMP) {
            return false;
        }
        cursor.moveTo(time + 1);
        long timestamp = cursor.varint(end);
        if (cursor.position() == end) {
            at(timestamp);
            return true;
        }
        cursor.moveTo(at);
        return false;
    }

    private void anySample(int end) throws BrokenEncoding {
        long timestamp = 0;
        while (cursor.position() < end) {
            int at = cursor.position();
            int tag = cursor.tag(end);
            switch (tag) {
                case VALUE -> cursor.skipFixed(Double.BYTES, end);
                case TIMESTAMP -> timestamp = cursor.varint(end);
                default -> later(tag, 2, "sample", at, end);
            }
        }
        at(timestamp);
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
        carded |= CardGuard.isIn(cursor.bytes(), label.valueFrom(), label.valueTo());
        if (!Utf8.isValid(cursor.bytes(), label.nameFrom(), label.nameTo())
                || !Utf8.isValid(cursor.bytes(), label.valueFrom(), label.valueTo())) {
            throw new BrokenEncoding("an exemplar's label is not UTF-8", at);
        }
    }

    void histogram(int end) throws BrokenEncoding {
        at(HistogramScan.read(cursor, end));
    }

    /** The first millisecond of the series' samples and histograms; {@link WriteCounts#NO_TIME} where it has none. */
    long oldest() {
        return oldest;
    }

    /** The last one; {@link Long#MIN_VALUE} where it has none. */
    long newest() {
        return newest;
    }

    /** Whether an exemplar holds a card number. */
    boolean carded() {
        return carded;
    }

    private void later(int tag, int lastKnown, String what, int at, int end) throws BrokenEncoding {
        if (tag >>> 3 <= lastKnown) {
            throw new BrokenEncoding("field " + (tag >>> 3) + " of a " + what + " has the wrong type", at);
        }
        cursor.skip(tag, end);
    }
}
