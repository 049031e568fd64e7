package io.pharos.wire.protobuf;

import io.pharos.wire.Scratch;

/** Appends protobuf fields to a buffer that grows; tags are given whole, as {@link ProtoCursor#tag} reads them. */
public final class ProtoWriter {
    private static final int LONGEST_HEAD = 10;
    private static final int LONGEST_VARINT = 10;

    private final Scratch target;

    public ProtoWriter(Scratch target) {
        this.target = target;
    }

    /** A field of bytes, copied. */
    public void bytes(int tag, byte[] source, int from, int to) {
        head(tag, to - from);
        raw(source, from, to);
    }

    public void bytes(int tag, byte[] source) {
        bytes(tag, source, 0, source.length);
    }

    /** A field whose content stands in another buffer. */
    public void message(int tag, Scratch content) {
        bytes(tag, content.bytes(), 0, content.length());
    }

    /** The tag and length of a field whose content follows. */
    public void head(int tag, int length) {
        byte[] out = target.more(LONGEST_HEAD);
        int at = ProtoBytes.varint(out, target.length(), tag);
        target.length(ProtoBytes.varint(out, at, length));
    }

    /** Bytes as they are. */
    public void raw(byte[] source, int from, int to) {
        byte[] out = target.more(to - from);
        System.arraycopy(source, from, out, target.length(), to - from);
        target.length(target.length() + to - from);
    }

    public void raw(byte[] source) {
        raw(source, 0, source.length);
    }

    public void varint(int tag, long value) {
        byte[] out = target.more(LONGEST_HEAD);
        target.length(ProtoBytes.varint(out, target.length(), tag));
        varint(value);
    }

    /** A number without a tag, as packed lists have them. */
    public void varint(long value) {
        byte[] out = target.more(LONGEST_VARINT);
        int at = target.length();
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out[at++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out[at++] = (byte) rest;
        target.length(at);
    }

    /** The bits of a double or of a fixed number. */
    public void fixed64(int tag, long bits) {
        byte[] out = target.more(Long.BYTES + LONGEST_HEAD);
        int at = ProtoBytes.varint(out, target.length(), tag);
        for (int shift = 0; shift < Long.SIZE; shift += 8) {
            out[at++] = (byte) (bits >>> shift);
        }
        target.length(at);
    }
}
