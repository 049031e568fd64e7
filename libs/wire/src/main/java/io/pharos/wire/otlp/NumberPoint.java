package io.pharos.wire.otlp;

import static io.pharos.wire.protobuf.ProtoCursor.FIXED64;

import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;

/** A point of a gauge or a sum. */
record NumberPoint(Point point, double value, boolean hasValue) {
    private static final int AS_DOUBLE = 4 << 3 | FIXED64;
    private static final int AS_INT = 6 << 3 | FIXED64;

    static NumberPoint read(ProtoCursor cursor, int end) throws BrokenEncoding {
        Point point = new Point();
        double value = 0;
        boolean hasValue = false;
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            if (tag == AS_DOUBLE) {
                value = Double.longBitsToDouble(cursor.fixed64(end));
                hasValue = true;
            } else if (tag == AS_INT) {
                value = cursor.fixed64(end);
                hasValue = true;
            } else if (!point.took(cursor, tag, end, Point.Fields.NUMBER)) {
                cursor.skip(tag, end);
            }
        }
        return new NumberPoint(point, value, hasValue);
    }
}
