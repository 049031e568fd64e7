package io.pharos.wire.otlp;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.FIXED64;

import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import java.util.Arrays;

/** A histogram of given bounds: counts of what lies between them, not yet added up. */
final class HistogramPoint {
    private final Point point = new Point();
    private double[] bounds = new double[0];
    private double[] counts = new double[0];
    private double count;
    private double sum;
    private boolean hasSum;

    static HistogramPoint read(ProtoCursor cursor, int end) throws BrokenEncoding {
        HistogramPoint read = new HistogramPoint();
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            if (!read.point.took(cursor, tag, end, Point.Fields.HISTOGRAM)) {
                read.field(cursor, tag, end);
            }
        }
        return read;
    }

    private void field(ProtoCursor cursor, int tag, int end) throws BrokenEncoding {
        switch (tag) {
            case 4 << 3 | FIXED64 -> count = unsigned(cursor.fixed64(end));
            case 5 << 3 | FIXED64 -> {
                sum = Double.longBitsToDouble(cursor.fixed64(end));
                hasSum = true;
            }
            case 6 << 3 | BYTES -> counts = fixed(cursor, cursor.contentEnd(end), false, counts);
            case 6 << 3 | FIXED64 -> counts = plus(counts, unsigned(cursor.fixed64(end)));
            case 7 << 3 | BYTES -> bounds = fixed(cursor, cursor.contentEnd(end), true, bounds);
            case 7 << 3 | FIXED64 -> bounds = plus(bounds, Double.longBitsToDouble(cursor.fixed64(end)));
            default -> cursor.skip(tag, end);
        }
    }

    private static double[] fixed(ProtoCursor cursor, int end, boolean isDouble, double[] before)
            throws BrokenEncoding {
        int size = before.length;
        double[] all = Arrays.copyOf(before, size + (end - cursor.position()) / Long.BYTES);
        while (cursor.position() < end) {
            long bits = cursor.fixed64(end);
            all[size++] = isDouble ? Double.longBitsToDouble(bits) : unsigned(bits);
        }
        return all;
    }

    private static double[] plus(double[] before, double one) {
        double[] all = Arrays.copyOf(before, before.length + 1);
        all[before.length] = one;
        return all;
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : (bits >>> 1) * 2.0;
    }

    Point point() {
        return point;
    }

    /** How many bounds have a count. */
    int size() {
        return Math.min(bounds.length, counts.length);
    }

    double bound(int bucket) {
        return bounds[bucket];
    }

    double count(int bucket) {
        return counts[bucket];
    }

    double count() {
        return count;
    }

    double sum() {
        return sum;
    }

    boolean hasSum() {
        return hasSum;
    }

    /** All its numbers in one list, to be added to those of the same bounds. */
    double[] parts() {
        double[] parts = Arrays.copyOf(counts, size() + 2);
        parts[size()] = count;
        parts[size() + 1] = sum;
        return parts;
    }

    /** Takes other numbers in place of these. */
    void take(double[] parts) {
        System.arraycopy(parts, 0, counts, 0, size());
        count = parts[size()];
        sum = parts[size() + 1];
    }
}
