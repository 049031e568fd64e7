package io.pharos.promql.lex;

/**
 * Decodes one character of UTF-8. The result packs the code point and the number of bytes that it took; a byte that
 * starts no character is {@link #INVALID} and one byte wide.
 */
final class Utf8 {
    /** What stands for a byte that is no UTF-8; the same character, properly encoded, is three bytes wide. */
    static final int INVALID = 0xFFFD;

    private static final long BROKEN = pack(INVALID, 1);

    private Utf8() {}

    static int rune(long packed) {
        return (int) (packed >>> 8);
    }

    static int width(long packed) {
        return (int) (packed & 0xFF);
    }

    static long decode(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xFF;
        if (first < 0x80) {
            return pack(first, 1);
        }
        if (first < 0xC2 || first > 0xF4) {
            return BROKEN;
        }
        int width = widthByStart(first);
        if (at + width > end) {
            return BROKEN;
        }
        int point = first & (0x7F >> width);
        for (int i = 1; i < width; i++) {
            int next = bytes[at + i] & 0xFF;
            if ((next & 0xC0) != 0x80) {
                return BROKEN;
            }
            point = point << 6 | (next & 0x3F);
        }
        return isShortest(point, width) ? pack(point, width) : BROKEN;
    }

    /** How many bytes a character has that starts with this one. */
    private static int widthByStart(int first) {
        if (first < 0xE0) {
            return 2;
        }
        return first < 0xF0 ? 3 : 4;
    }

    private static boolean isShortest(int point, int width) {
        return switch (width) {
            case 3 -> point >= 0x800 && (point < 0xD800 || point > 0xDFFF);
            case 4 -> point >= 0x10000 && point <= 0x10FFFF;
            default -> true;
        };
    }

    private static long pack(int point, int width) {
        return (long) point << 8 | width;
    }
}
