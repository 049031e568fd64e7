package io.pharos.collector.conformance;

import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.ProtoWriter;

/** Native histograms, encoded as remote write has them. */
final class Histograms {
    private static final int BYTES = 2;
    private static final int FIXED64 = 1;

    private Histograms() {}

    /** An integer histogram with one bucket of each kind that is asked for; schema -53 has bounds of its own. */
    static Scratch of(long millis, long start, int schema, boolean positive, boolean negative, boolean zero) {
        Scratch encoded = new Scratch();
        ProtoWriter out = new ProtoWriter(encoded);
        out.varint(1 << 3, (positive ? 2 : 0) + (negative ? 2 : 0) + (zero ? 1 : 0));
        out.fixed64(3 << 3 | FIXED64, Double.doubleToRawLongBits(1.5));
        out.varint(4 << 3, (long) schema << 1 ^ schema >> 31);
        out.fixed64(5 << 3 | FIXED64, Double.doubleToRawLongBits(1e-128));
        out.varint(6 << 3, zero ? 1 : 0);
        if (negative) {
            buckets(out, 8);
        }
        if (positive) {
            buckets(out, 11);
        }
        out.varint(15 << 3, millis);
        if (schema == -53) {
            Scratch bounds = new Scratch();
            new ProtoWriter(bounds).fixed64(0, Double.doubleToRawLongBits(1));
            out.bytes(16 << 3 | BYTES, bounds.bytes(), 1, bounds.length());
        }
        if (start != 0) {
            out.varint(17 << 3, start);
        }
        return encoded;
    }

    /** One span of one bucket that counts 2. */
    private static void buckets(ProtoWriter out, int spansField) {
        Scratch span = new Scratch();
        ProtoWriter toSpan = new ProtoWriter(span);
        toSpan.varint(1 << 3, 0);
        toSpan.varint(2 << 3, 1);
        out.message(spansField << 3 | BYTES, span);
        out.bytes(spansField + 1 << 3 | BYTES, new byte[] {4});
    }
}
