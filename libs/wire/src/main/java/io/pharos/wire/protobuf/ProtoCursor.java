package io.pharos.wire.protobuf;

/**
 * Reads protobuf in place: every step is checked against the end that the caller gives, and nothing is allocated.
 * Groups, field number 0 and numbers longer than their type are broken encodings.
 */
public final class ProtoCursor {
    public static final int VARINT = 0;
    public static final int FIXED64 = 1;
    public static final int BYTES = 2;
    public static final int FIXED32 = 5;

    private static final int LONGEST_VARINT = 10;

    private byte[] bytes = new byte[0];
    private int position;

    /** Starts to read other bytes. */
    public void over(byte[] source) {
        bytes = source;
        position = 0;
    }

    public int position() {
        return position;
    }

    public void moveTo(int offset) {
        position = offset;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** The field number and wire type that stand next. */
    public int tag(int end) throws BrokenEncoding {
        int start = position;
        int tag = smallVarint(end);
        if (tag >>> 3 == 0) {
            throw new BrokenEncoding("field number 0", start);
        }
        return tag;
    }

    /** Reads a length and answers where the content ends; the position is then at the content's start. */
    public int contentEnd(int end) throws BrokenEncoding {
        int start = position;
        int length = smallVarint(end);
        if (length > end - position) {
            throw new BrokenEncoding("a length of " + length + " goes beyond the message", start);
        }
        return position + length;
    }

    /** Passes over the value of a field with that tag. */
    public void skip(int tag, int end) throws BrokenEncoding {
        switch (tag & 7) {
            case VARINT -> skipVarint(end);
            case FIXED64 -> skipFixed(8, end);
            case BYTES -> position = contentEnd(end);
            case FIXED32 -> skipFixed(4, end);
            default -> throw new BrokenEncoding("wire type " + (tag & 7), position);
        }
    }

    public void skipFixed(int size, int end) throws BrokenEncoding {
        if (end - position < size) {
            throw new BrokenEncoding("truncated number", position);
        }
        position += size;
    }

    /** The bits of a fixed number or a double. */
    public long fixed64(int end) throws BrokenEncoding {
        int start = position;
        skipFixed(Long.BYTES, end);
        long bits = 0;
        for (int at = start + Long.BYTES - 1; at >= start; at--) {
            bits = bits << 8 | bytes[at] & 0xFF;
        }
        return bits;
    }

    /** A varint of a signed number in zigzag form. */
    public long zigzag(int end) throws BrokenEncoding {
        long value = varint(end);
        return value >>> 1 ^ -(value & 1);
    }

    public void skipVarint(int end) throws BrokenEncoding {
        int start = position;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            byte next = next(end, start);
            if (next >= 0) {
                if (i == LONGEST_VARINT - 1 && next > 1) {
                    break;
                }
                return;
            }
        }
        throw new BrokenEncoding("varint of more than 64 bits", start);
    }

    /** A varint of at most 64 bits. */
    public long varint(int end) throws BrokenEncoding {
        int start = position;
        long value = 0;
        int limit = Math.min(end, start + LONGEST_VARINT - 1);
        for (int at = start, shift = 0; at < limit; at++, shift += 7) {
            byte next = bytes[at];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                position = at + 1;
                return value;
            }
        }
        return longVarint(end);
    }

    /** One of ten bytes, or one that is broken. */
    private long longVarint(int end) throws BrokenEncoding {
        int start = position;
        skipVarint(end);
        long value = 0;
        for (int at = start, shift = 0; at < position; at++, shift += 7) {
            value |= (bytes[at] & 0x7FL) << shift;
        }
        return value;
    }

    /** A varint of at most 31 bits, as tags, lengths and references are. */
    public int smallVarint(int end) throws BrokenEncoding {
        int start = position;
        if (start < end && bytes[start] >= 0) {
            position = start + 1;
            return bytes[start];
        }
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            byte next = next(end, start);
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                if (value > Integer.MAX_VALUE) {
                    break;
                }
                return (int) value;
            }
        }
        throw new BrokenEncoding("overlong tag or length", start);
    }

    private byte next(int end, int start) throws BrokenEncoding {
        if (position >= end) {
            throw new BrokenEncoding("truncated varint", start);
        }
        return bytes[position++];
    }
}
