package io.pharos.promql.parse;

import io.pharos.promql.lex.ByteText;
import io.pharos.promql.lex.Token;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Takes the quotes and escapes off a string token; the lexer has found its escapes to be right. */
final class Unquote {
    private Unquote() {}

    static String unquote(byte[] query, Token string) {
        int from = string.start() + 1;
        int to = string.end() - 1;
        boolean raw = query[string.start()] == '`';
        return raw || !hasEscape(query, from, to) ? ByteText.decode(query, from, to) : unescape(query, from, to);
    }

    private static boolean hasEscape(byte[] query, int from, int to) {
        for (int i = from; i < to; i++) {
            if (query[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    private static String unescape(byte[] query, int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
        int at = from;
        while (at < to) {
            byte c = query[at++];
            if (c == '\\') {
                at += escape(query, at, out);
            } else {
                out.write(c);
            }
        }
        return ByteText.decode(out.toByteArray());
    }

    /** Writes what the escape after a backslash stands for, and tells how many bytes it takes. */
    private static int escape(byte[] query, int at, ByteArrayOutputStream out) {
        byte c = query[at];
        switch (c) {
            case 'a' -> out.write(7);
            case 'b' -> out.write('\b');
            case 'f' -> out.write('\f');
            case 'n' -> out.write('\n');
            case 'r' -> out.write('\r');
            case 't' -> out.write('\t');
            case 'v' -> out.write(11);
            case 'x' -> {
                out.write(number(query, at + 1, 2, 16));
                return 3;
            }
            case 'u' -> {
                return character(query, at, 4, out);
            }
            case 'U' -> {
                return character(query, at, 8, out);
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                out.write(number(query, at, 3, 8));
                return 3;
            }
            default -> out.write(c); // A quote or a backslash.
        }
        return 1;
    }

    private static int character(byte[] query, int at, int digits, ByteArrayOutputStream out) {
        int point = number(query, at + 1, digits, 16);
        out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
        return digits + 1;
    }

    private static int number(byte[] query, int at, int digits, int base) {
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            value = value * base + Character.digit(query[i], base);
        }
        return value;
    }
}
