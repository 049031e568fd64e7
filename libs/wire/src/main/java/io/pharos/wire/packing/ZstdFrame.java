package io.pharos.wire.packing;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.zstd.ZstdJavaDecompressor;
import io.pharos.wire.Scratch;

/**
 * Zstandard (RFC 8878). Senders that stream do not declare a length: such a body may take 128 times its own size, far
 * more than metrics ever do.
 */
final class ZstdFrame {
    private static final long MOST_EXPANSION = 128;
    private static final long LEAST_ROOM = 64 * 1024;
    private static final int SHORTEST = 9;

    /** Reads headers only, which changes nothing in it. */
    private static final ZstdJavaDecompressor DECOMPRESSOR = new ZstdJavaDecompressor();

    private final ZstdJavaDecompressor decompressor = new ZstdJavaDecompressor();

    Unpacked unpack(byte[] body, int maxBytes, Scratch target) {
        long declared = declaredLength(body);
        if (declared < 0) {
            return new Unpacked.Corrupt("the body is not zstd");
        }
        if (declared > maxBytes && declaresLength(body)) {
            return new Unpacked.TooLarge(declared, maxBytes);
        }
        int room = (int) Math.min(declared, maxBytes);
        byte[] out = target.room(room);
        try {
            target.length(decompressor.decompress(body, 0, body.length, out, 0, room));
            return Unpacked.Done.DONE;
        } catch (MalformedInputException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | IllegalStateException e) {
            return new Unpacked.Corrupt("the body is not zstd, or takes more than " + room + " bytes unpacked");
        }
    }

    /** The content size of the frame's header, else the most that we give a body of that size; -1 where it has none. */
    static long declaredLength(byte[] body) {
        if (body.length < SHORTEST) {
            return -1;
        }
        try {
            long declared = DECOMPRESSOR.getDecompressedSize(body, 0, body.length);
            return declared >= 0 ? declared : Math.max(LEAST_ROOM, MOST_EXPANSION * body.length);
        } catch (MalformedInputException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | IllegalStateException e) {
            return -1;
        }
    }

    private static boolean declaresLength(byte[] body) {
        return DECOMPRESSOR.getDecompressedSize(body, 0, body.length) >= 0;
    }
}
