package io.pharos.wire.packing;

import io.pharos.wire.Scratch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** One gzip member (RFC 1952), as HTTP senders write it; its last four bytes declare its length. */
final class GzipMember {
    private static final int SHORTEST = 18;
    /** Deflate cannot pack more than this many bytes into one. */
    private static final long MOST_EXPANSION = 1032;

    private GzipMember() {}

    static Unpacked unpack(byte[] body, int maxBytes, Scratch target) {
        long declared = declaredLength(body);
        if (declared < 0) {
            return new Unpacked.Corrupt("the body is not gzip");
        }
        if (declared > maxBytes) {
            return new Unpacked.TooLarge(declared, maxBytes);
        }
        return inflate(body, (int) declared, target);
    }

    private static Unpacked inflate(byte[] body, int declared, Scratch target) {
        byte[] out = target.room(declared);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            target.length(in.readNBytes(out, 0, declared));
            boolean exact = target.length() == declared && in.read() < 0;
            return exact
                    ? Unpacked.Done.DONE
                    : new Unpacked.Corrupt("the body is not one gzip member of the length that it declares");
        } catch (IOException e) {
            return new Unpacked.Corrupt("the body is not gzip");
        }
    }

    /** The little-endian number at the end, or -1 where the body is no gzip or cannot hold so much. */
    static long declaredLength(byte[] body) {
        if (body.length < SHORTEST || body[0] != 0x1F || body[1] != (byte) 0x8B) {
            return -1;
        }
        long length = 0;
        for (int i = 1; i <= Integer.BYTES; i++) {
            length = length << 8 | body[body.length - i] & 0xFF;
        }
        return length <= MOST_EXPANSION * body.length ? length : -1;
    }
}
