package io.pharos.wire.otlp;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;

import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import java.util.Arrays;

/**
 * Exponential buckets as they come, one after another from an offset on, and as native histograms have them: spans of
 * buckets with gaps between, counts as differences. A bucket's index is one higher there, and merging 2^n buckets into
 * one halves the resolution n times.
 */
final class Buckets {
    private static final int OFFSET = 1 << 3 | VARINT;
    private static final int PACKED = 2 << 3 | BYTES;
    private static final int SINGLE = 2 << 3 | VARINT;
    /** Empty buckets are spelt out up to so many in a row; a longer gap takes a new span. */
    private static final int MOST_EMPTY = 2;

    private long[] counts = new long[0];
    private int size;
    private int offset;

    static Buckets read(ProtoCursor cursor, int end) throws BrokenEncoding {
        Buckets buckets = new Buckets();
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case OFFSET -> buckets.offset = (int) cursor.zigzag(end);
                case SINGLE -> buckets.add(cursor.varint(end));
                case PACKED -> {
                    int packedEnd = cursor.contentEnd(end);
                    while (cursor.position() < packedEnd) {
                        buckets.add(cursor.varint(packedEnd));
                    }
                }
                default -> cursor.skip(tag, end);
            }
        }
        return buckets;
    }

    private void add(long count) {
        if (size == counts.length) {
            counts = Arrays.copyOf(counts, Math.max(16, 2 * size));
        }
        counts[size++] = count;
    }

    /** Takes spans and deltas. */
    interface Sink {
        void span(int gap, int length);

        void delta(long delta);
    }

    /** Gives the buckets with the resolution halved so many times. */
    void write(int halvings, Sink sink) {
        long[] merged = new long[size];
        int[] index = new int[size];
        int used = merge(halvings, merged, index);
        int expected = 0;
        int at = 0;
        while (at < used) {
            int length = spanLength(index, at, used);
            sink.span(index[at] - expected, length);
            expected = index[at] + length;
            at = endOf(index, at, used);
        }
        deltas(merged, index, used, sink);
    }

    /** Fills in the buckets that hold something, and answers how many they are. */
    private int merge(int halvings, long[] merged, int[] index) {
        int used = 0;
        for (int i = 0; i < size; i++) {
            if (counts[i] == 0) {
                continue;
            }
            int bucket = (int) (((long) offset + i >> halvings) + 1);
            if (used > 0 && index[used - 1] == bucket) {
                merged[used - 1] += counts[i];
            } else {
                merged[used] = counts[i];
                index[used++] = bucket;
            }
        }
        return used;
    }

    private static int endOf(int[] index, int start, int used) {
        int at = start + 1;
        while (at < used && index[at] - index[at - 1] <= MOST_EMPTY + 1) {
            at++;
        }
        return at;
    }

    private static int spanLength(int[] index, int start, int used) {
        return index[endOf(index, start, used) - 1] - index[start] + 1;
    }

    private static void deltas(long[] merged, int[] index, int used, Sink sink) {
        long before = 0;
        for (int i = 0; i < used; i++) {
            int empty = i == 0 ? 0 : index[i] - index[i - 1] - 1;
            if (empty > 0 && empty <= MOST_EMPTY) {
                sink.delta(-before);
                for (int e = 1; e < empty; e++) {
                    sink.delta(0);
                }
                before = 0;
            }
            sink.delta(merged[i] - before);
            before = merged[i];
        }
    }
}
