package io.pharos.wire.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * 128 bits of a text, in two words that are each good by itself: eight bytes a step, folded by a multiplication to 128
 * bits as wyhash does. Not a secret's keeper: who crafts collisions miscounts their own series only. One thread at a
 * time; nothing is allocated.
 */
public final class TextHash {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long K0 = 0xa0761d6478bd642fL;
    private static final long K1 = 0xe7037ed1a0b428dbL;
    private static final long K2 = 0x8ebc6af09c88c6e3L;
    private static final long K3 = 0x589965cc75374cc3L;

    private long high;
    private long low;

    /** Takes the text; its hash is {@link #high} and {@link #low} until the next one. */
    public void of(byte[] bytes, int from, int to) {
        int length = to - from;
        long x = K0 + length;
        long y = K1 - length;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = (long) LONG.get(bytes, at);
            x = fold(x ^ word, K2);
            y = fold(y ^ Long.rotateLeft(word, 32), K3);
        }
        if (at < to) {
            long word = length >= Long.BYTES ? (long) LONG.get(bytes, to - Long.BYTES) : few(bytes, at, to);
            x = fold(x ^ word, K3);
            y = fold(y ^ Long.rotateLeft(word, 32), K2);
        }
        high = x;
        low = y;
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    /** One word of a label's hash, of that word of its name and of its value; a series' is the sum of its labels'. */
    public static long label(long name, long value) {
        return fold(name ^ K1, value ^ K0);
    }

    private static long few(byte[] bytes, int from, int to) {
        long word = 0;
        for (int at = from; at < to; at++) {
            word = word << Byte.SIZE | bytes[at] & 0xFF;
        }
        return word;
    }

    private static long fold(long a, long b) {
        return Math.multiplyHigh(a, b) ^ a * b;
    }
}
