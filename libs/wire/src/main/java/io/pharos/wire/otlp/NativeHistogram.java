package io.pharos.wire.otlp;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.FIXED64;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;

import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.protobuf.ProtoWriter;

/** Turns exponential histograms into Prometheus's native ones, encoded as remote write has them. */
final class NativeHistogram {
    /** Prometheus has no coarser buckets, and none finer. */
    private static final int LEAST_SCALE = -4;

    private static final int MOST_SCALE = 8;
    private static final double ZERO_THRESHOLD = 1e-128;

    private final Point point = new Point();
    private Buckets positive = new Buckets();
    private Buckets negative = new Buckets();
    private long count;
    private double sum;
    private int scale;
    private long zeroCount;
    private double zeroThreshold;

    static NativeHistogram read(ProtoCursor cursor, int end) throws BrokenEncoding {
        NativeHistogram read = new NativeHistogram();
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            if (!read.point.took(cursor, tag, end, Point.Fields.EXPONENTIAL)) {
                read.field(cursor, tag, end);
            }
        }
        return read;
    }

    private void field(ProtoCursor cursor, int tag, int end) throws BrokenEncoding {
        switch (tag) {
            case 4 << 3 | FIXED64 -> count = cursor.fixed64(end);
            case 5 << 3 | FIXED64 -> sum = Double.longBitsToDouble(cursor.fixed64(end));
            case 6 << 3 | VARINT -> scale = (int) cursor.zigzag(end);
            case 7 << 3 | FIXED64 -> zeroCount = cursor.fixed64(end);
            case 8 << 3 | BYTES -> positive = Buckets.read(cursor, cursor.contentEnd(end));
            case 9 << 3 | BYTES -> negative = Buckets.read(cursor, cursor.contentEnd(end));
            case 14 << 3 | FIXED64 -> zeroThreshold = Double.longBitsToDouble(cursor.fixed64(end));
            default -> cursor.skip(tag, end);
        }
    }

    Point point() {
        return point;
    }

    boolean isTooCoarse() {
        return scale < LEAST_SCALE;
    }

    /** Writes it; the resolution that Prometheus does not have is merged away. */
    void write(Scratch target) {
        target.room(0);
        ProtoWriter out = new ProtoWriter(target);
        int halvings = Math.min(Integer.SIZE - 1, Math.max(0, scale - MOST_SCALE));
        out.varint(1 << 3 | VARINT, point.ended ? Point.STALE : count);
        out.fixed64(3 << 3 | FIXED64, Double.doubleToRawLongBits(point.orEnd(sum)));
        int schema = Math.min(scale, MOST_SCALE);
        out.varint(4 << 3 | VARINT, zigzag(schema));
        double threshold = zeroThreshold > 0 ? zeroThreshold : ZERO_THRESHOLD;
        out.fixed64(5 << 3 | FIXED64, Double.doubleToRawLongBits(threshold));
        out.varint(6 << 3 | VARINT, zeroCount);
        buckets(negative, halvings, 8, out);
        buckets(positive, halvings, 11, out);
        out.varint(15 << 3 | VARINT, point.millis);
    }

    private static void buckets(Buckets buckets, int halvings, int spansField, ProtoWriter out) {
        Scratch span = new Scratch();
        Scratch deltas = new Scratch();
        buckets.write(halvings, new Buckets.Sink() {
            @Override
            public void span(int gap, int length) {
                span.room(0);
                ProtoWriter toSpan = new ProtoWriter(span);
                toSpan.varint(1 << 3 | VARINT, zigzag(gap));
                toSpan.varint(2 << 3 | VARINT, length);
                out.message(spansField << 3 | BYTES, span);
            }

            @Override
            public void delta(long delta) {
                new ProtoWriter(deltas).varint(zigzag(delta));
            }
        });
        if (deltas.length() > 0) {
            out.message(spansField + 1 << 3 | BYTES, deltas);
        }
    }

    private static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }
}
