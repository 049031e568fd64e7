package io.pharos.wire.packing;

import io.pharos.wire.Scratch;

/**
 * Unpacks bodies for one thread at a time. What a body takes is known from what it declares before a byte is allocated
 * for it, and it is never given more room than that.
 */
public final class Unpacker {
    private final SnappyBlock snappy = new SnappyBlock();
    private final ZstdFrame zstd = new ZstdFrame();

    /** The most bytes that the body can take unpacked, however large it is; -1 where it is not packed like that. */
    public static long declaredLength(Packing packing, byte[] body) {
        return switch (packing) {
            case IDENTITY -> body.length;
            case SNAPPY -> SnappyBlock.declaredLength(body);
            case ZSTD -> ZstdFrame.declaredLength(body);
            case GZIP -> GzipMember.declaredLength(body);
        };
    }

    /** Unpacks the body into {@code target}, replacing what was there. */
    public Unpacked unpack(Packing packing, byte[] body, int maxBytes, Scratch target) {
        return switch (packing) {
            case IDENTITY -> copy(body, maxBytes, target);
            case SNAPPY -> snappy.unpack(body, maxBytes, target);
            case ZSTD -> zstd.unpack(body, maxBytes, target);
            case GZIP -> GzipMember.unpack(body, maxBytes, target);
        };
    }

    private static Unpacked copy(byte[] body, int maxBytes, Scratch target) {
        if (body.length > maxBytes) {
            return new Unpacked.TooLarge(body.length, maxBytes);
        }
        System.arraycopy(body, 0, target.room(body.length), 0, body.length);
        target.length(body.length);
        return Unpacked.Done.DONE;
    }
}
