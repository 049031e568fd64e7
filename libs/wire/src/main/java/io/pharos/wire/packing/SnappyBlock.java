package io.pharos.wire.packing;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.snappy.SnappyJavaCompressor;
import io.airlift.compress.v3.snappy.SnappyJavaDecompressor;
import io.pharos.wire.Scratch;

/**
 * Snappy's block format (never the framed one) for one thread at a time. The length that a block declares is checked
 * against the limit, and against what its own size can hold, before a byte is allocated for it.
 */
public final class SnappyBlock {
    /** An element of three bytes yields at most 64: no honest block declares more than this many times its size. */
    private static final long MOST_EXPANSION = 22;

    private static final int LONGEST_HEADER = 5;

    private final SnappyJavaDecompressor decompressor = new SnappyJavaDecompressor();
    private final SnappyJavaCompressor compressor = new SnappyJavaCompressor();

    /** Unpacks the block into {@code target}, replacing what was there. */
    public Unpacked unpack(byte[] block, int maxBytes, Scratch target) {
        long declared = declaredLength(block);
        if (declared < 0) {
            return new Unpacked.Corrupt(
                    "the body has no snappy length; send snappy's block format, not the framed one");
        }
        if (declared > maxBytes) {
            return new Unpacked.TooLarge(declared, maxBytes);
        }
        if (declared > MOST_EXPANSION * block.length) {
            return new Unpacked.Corrupt(
                    "the body declares " + declared + " bytes, which " + block.length + " snappy bytes cannot hold");
        }
        return unpackDeclared(block, (int) declared, target);
    }

    private Unpacked unpackDeclared(byte[] block, int declared, Scratch target) {
        byte[] room = target.room(declared);
        try {
            int written = decompressor.decompress(block, 0, block.length, room, 0, room.length);
            target.length(written);
            return written == declared
                    ? Unpacked.Done.DONE
                    : new Unpacked.Corrupt("the body declares " + declared + " bytes and holds " + written);
        } catch (MalformedInputException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return new Unpacked.Corrupt("the body is not a snappy block");
        }
    }

    /** Packs the source's bytes into an array of exactly their packed size, by way of {@code packed}. */
    public byte[] pack(Scratch source, Scratch packed) {
        byte[] room = packed.room(compressor.maxCompressedLength(source.length()));
        packed.length(compressor.compress(source.bytes(), 0, source.length(), room, 0, room.length));
        return packed.copy();
    }

    /** The little-endian base-128 number that a block starts with, or -1 where it is cut short or over 32 bits. */
    public static long declaredLength(byte[] block) {
        long length = 0;
        for (int i = 0; i < LONGEST_HEADER && i < block.length; i++) {
            length |= (block[i] & 0x7FL) << (7 * i);
            if (block[i] >= 0) {
                return length <= 0xFFFF_FFFFL ? length : -1;
            }
        }
        return -1;
    }
}
