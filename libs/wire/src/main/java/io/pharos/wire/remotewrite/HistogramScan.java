package io.pharos.wire.remotewrite;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;

import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;

/** Holds a native histogram, the same in both versions of remote write, to its encoding. */
public final class HistogramScan {
    private static final int TIMESTAMP = 15 << 3 | VARINT;

    private HistogramScan() {}

    /**
     * Reads one, and returns its time. Counts and sums are passed over; spans (8, 11) and packed lists are walked, as an
     * engine would on storing them.
     */
    public static long read(ProtoCursor cursor, int end) throws BrokenEncoding {
        long time = 0;
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case 8 << 3 | BYTES, 11 << 3 | BYTES -> fields(cursor, cursor.contentEnd(end));
                case 9 << 3 | BYTES, 12 << 3 | BYTES -> varints(cursor, cursor.contentEnd(end));
                case 10 << 3 | BYTES, 13 << 3 | BYTES, 16 << 3 | BYTES -> doubles(cursor, cursor.contentEnd(end));
                case TIMESTAMP -> time = cursor.varint(end);
                default -> cursor.skip(tag, end);
            }
        }
        return time;
    }

    private static void fields(ProtoCursor cursor, int end) throws BrokenEncoding {
        while (cursor.position() < end) {
            cursor.skip(cursor.tag(end), end);
        }
    }

    private static void varints(ProtoCursor cursor, int end) throws BrokenEncoding {
        while (cursor.position() < end) {
            cursor.skipVarint(end);
        }
    }

    private static void doubles(ProtoCursor cursor, int end) throws BrokenEncoding {
        while (cursor.position() < end) {
            cursor.skipFixed(Double.BYTES, end);
        }
    }
}
