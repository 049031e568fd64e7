package io.pharos.promql.lex;

/** The classes of characters that PromQL has; ASCII only. */
final class Chars {
    private Chars() {}

    static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAlpha(int c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isAlphaNumeric(int c) {
        return isAlpha(c) || isDigit(c);
    }

    /** The value of a hexadecimal digit, or 16. */
    static int digitValue(int c) {
        int value = c >= 0 && c < 0x80 ? Character.digit(c, 16) : -1;
        return value < 0 ? 16 : value;
    }
}
