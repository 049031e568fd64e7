package io.pharos.wire.protobuf;

/** Writes the few pieces of protobuf that are put in between copied bytes. */
public final class ProtoBytes {
    private ProtoBytes() {}

    /** How many bytes the number takes as a varint. */
    public static int varintSize(int value) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(value | 1);
        return (bits + 6) / 7;
    }

    /** Writes the number as a varint and answers the offset after it. */
    public static int varint(byte[] target, int at, int value) {
        int offset = at;
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            target[offset++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        target[offset++] = (byte) rest;
        return offset;
    }
}
