package io.pharos.gateway.request;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Decodes {@code application/x-www-form-urlencoded} text as WHATWG describes it, but refuses where parsers differ
 * from one another: a bare {@code ;}, a broken escape, bytes that are not UTF-8, NUL.
 */
final class FormDecoder {
    private FormDecoder() {}

    static String decode(String text, int from, int end) {
        boolean plain = true;
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (c == ';' || c == 0) {
                throw malformed("a bare ';' or NUL: write ';' as %3B");
            }
            plain &= c != '%' && c != '+';
        }
        return plain ? text.substring(from, end) : unescape(text, from, end);
    }

    private static String unescape(String text, int from, int end) {
        byte[] source = text.substring(from, end).getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < source.length; i++) {
            byte b = source[i];
            if (b == '%') {
                b = escaped(source, i);
                i += 2;
            } else if (b == '+') {
                b = ' ';
            }
            source[length++] = b;
        }
        return utf8(source, length);
    }

    private static byte escaped(byte[] source, int at) {
        int high = at + 2 < source.length ? Character.digit(source[at + 1], 16) : -1;
        int low = at + 2 < source.length ? Character.digit(source[at + 2], 16) : -1;
        if (high < 0 || low < 0) {
            throw malformed("a '%' that is not followed by two hexadecimal digits");
        }
        int value = high << 4 | low;
        if (value == 0) {
            throw malformed("an encoded NUL (%00)");
        }
        return (byte) value;
    }

    private static String utf8(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "request.malformed-parameters",
                    "the parameters are not UTF-8: encode them as UTF-8",
                    e);
        }
    }

    private static Problem malformed(String what) {
        return Problem.of(Kind.MALFORMED, "request.malformed-parameters", "the parameters hold " + what);
    }
}
