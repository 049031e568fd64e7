package io.pharos.wire.otlp;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.FIXED64;

import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import java.util.ArrayList;
import java.util.List;

/** A point of a summary. */
record SummaryPoint(Point point, double count, double sum, List<Quantile> quantiles) {
    private static final int COUNT = 4 << 3 | FIXED64;
    private static final int SUM = 5 << 3 | FIXED64;
    private static final int QUANTILE = 6 << 3 | BYTES;

    /** The value below which that share lies. */
    record Quantile(double quantile, double value) {}

    static SummaryPoint read(ProtoCursor cursor, int end) throws BrokenEncoding {
        Point point = new Point();
        double count = 0;
        double sum = 0;
        List<Quantile> quantiles = new ArrayList<>();
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case COUNT -> count = cursor.fixed64(end);
                case SUM -> sum = Double.longBitsToDouble(cursor.fixed64(end));
                case QUANTILE -> quantiles.add(quantile(cursor, cursor.contentEnd(end)));
                default -> {
                    if (!point.took(cursor, tag, end, Point.Fields.SUMMARY)) {
                        cursor.skip(tag, end);
                    }
                }
            }
        }
        return new SummaryPoint(point, count, sum, quantiles);
    }

    private static Quantile quantile(ProtoCursor cursor, int end) throws BrokenEncoding {
        double quantile = 0;
        double value = 0;
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case 1 << 3 | FIXED64 -> quantile = Double.longBitsToDouble(cursor.fixed64(end));
                case 2 << 3 | FIXED64 -> value = Double.longBitsToDouble(cursor.fixed64(end));
                default -> cursor.skip(tag, end);
            }
        }
        return new Quantile(quantile, value);
    }
}
