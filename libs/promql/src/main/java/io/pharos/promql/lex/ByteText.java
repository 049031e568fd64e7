package io.pharos.promql.lex;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * PromQL's strings are bytes and need not be UTF-8. A byte b that is part of no UTF-8 character stands in a Java
 * string as the lone surrogate U+DC00 + b, so that nothing is lost and equal bytes are equal strings.
 */
public final class ByteText {
    private static final int ESCAPED_BYTES = 0xDC00;

    private ByteText() {}

    /** The bytes of a text, with lone surrogates as the bytes that they stand for. */
    public static byte[] encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return encodeSurrogates(text);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The text of some bytes, whatever they are. */
    public static String decode(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return decodeWide(bytes, from, to);
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    public static String decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /** Whether a text is proper Unicode, that is, its bytes are UTF-8. */
    public static boolean isUtf8(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /** The byte that a lone surrogate stands for, or -1. */
    public static int byteOf(char c) {
        int b = c - ESCAPED_BYTES;
        return b >= 0x80 && b <= 0xFF ? b : -1;
    }

    private static byte[] encodeSurrogates(String text) {
        ByteBuffer out = ByteBuffer.allocate(text.length() * 3);
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            int escaped = point <= 0xFFFF ? byteOf((char) point) : -1;
            if (escaped >= 0) {
                out.put((byte) escaped);
            } else if (point >= 0xD800 && point <= 0xDFFF) {
                out.put((byte) 0xFF);
            } else {
                out.put(new String(Character.toChars(point)).getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private static String decodeWide(byte[] bytes, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return decodeBroken(bytes, from, to);
        }
    }

    private static String decodeBroken(byte[] bytes, int from, int to) {
        CharBuffer out = CharBuffer.allocate((to - from) * 2);
        for (int i = from; i < to; ) {
            long rune = Utf8.decode(bytes, i, to);
            int width = Utf8.width(rune);
            int point = Utf8.rune(rune);
            if (point == Utf8.INVALID && width == 1) {
                out.put((char) (ESCAPED_BYTES + (bytes[i] & 0xFF)));
            } else {
                out.put(Character.toChars(point));
            }
            i += width;
        }
        return out.flip().toString();
    }
}
