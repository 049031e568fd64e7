package io.pharos.wire;

import java.util.Arrays;

/** A byte buffer that one thread uses again and again; it grows as needed, and {@link #trim()} lets go. */
public final class Scratch {
    private static final int SMALL = 64 * 1024;

    /** Enough for ten thousand samples, the most that agents send at once. */
    private static final int KEPT = 4 * 1024 * 1024;

    private byte[] bytes = new byte[SMALL];
    private int length;

    /** Room for at least that many bytes from the start on; what was there is lost. */
    public byte[] room(int capacity) {
        length = 0;
        if (bytes.length < capacity) {
            bytes = new byte[Math.max(SMALL, capacity)];
        }
        return bytes;
    }

    /** Room for that many bytes more after those that are there. */
    public byte[] more(int added) {
        int needed = Math.addExact(length, added);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, bytes.length * 2L)));
        }
        return bytes;
    }

    /** Lets go of an exceptional size; what was there is lost then. */
    public void trim() {
        if (bytes.length > KEPT) {
            bytes = new byte[SMALL];
            length = 0;
        }
    }

    public byte[] bytes() {
        return bytes;
    }

    /** How many of the bytes are in use. */
    public int length() {
        return length;
    }

    public void length(int used) {
        if (used < 0 || used > bytes.length) {
            throw new IllegalArgumentException("length " + used + " of " + bytes.length);
        }
        length = used;
    }

    /** The bytes in use, in an array of their own. */
    public byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }
}
