package io.pharos.promql.lex;

/** Cuts quoted strings and looks at their escapes. */
final class Strings {
    private static final String SIMPLE_ESCAPES = "abfnrtv\\";

    private final Cursor cursor;
    private int quote;

    Strings(Cursor cursor) {
        this.cursor = cursor;
    }

    /** The quote was read; says how the string goes on. */
    LexState open(int openingQuote) {
        quote = openingQuote;
        return openingQuote == '`' ? LexState.RAW_STRING : LexState.STRING;
    }

    LexState string() {
        while (true) {
            int c = cursor.next();
            if (c == '\\') {
                return LexState.ESCAPE;
            }
            if (c == Utf8.INVALID) {
                return fail("invalid UTF-8 rune");
            }
            if (c == Cursor.END || c == '\n') {
                cursor.fail("unterminated quoted string");
                return LexState.DONE;
            }
            if (c == quote) {
                cursor.emit(TokenType.STRING);
                return LexState.STATEMENTS;
            }
        }
    }

    LexState rawString() {
        while (true) {
            int c = cursor.next();
            if (c == Utf8.INVALID || c == Cursor.END) {
                cursor.fail(c == Cursor.END ? "unterminated raw string" : "invalid UTF-8 rune");
                return LexState.RAW_STRING;
            }
            if (c == quote) {
                cursor.emit(TokenType.STRING);
                return LexState.STATEMENTS;
            }
        }
    }

    /** The backslash was read. */
    LexState escape() {
        int c = cursor.next();
        if (c == quote || (c > 0 && SIMPLE_ESCAPES.indexOf(c) >= 0)) {
            return LexState.STRING;
        }
        return switch (c) {
            case '0', '1', '2', '3', '4', '5', '6', '7' -> number(c, 3, 8, 255);
            case 'x' -> number(cursor.next(), 2, 16, 255);
            case 'u' -> number(cursor.next(), 4, 16, Character.MAX_CODE_POINT);
            case 'U' -> number(cursor.next(), 8, 16, Character.MAX_CODE_POINT);
            case Cursor.END -> fail("escape sequence not terminated");
            default -> fail("unknown escape sequence " + GoQuote.numbered(c));
        };
    }

    private LexState number(int first, int digits, int base, int max) {
        int c = first;
        long value = 0;
        for (int left = digits; left > 0; left--) {
            int digit = Chars.digitValue(c);
            if (digit >= base) {
                return c == Cursor.END
                        ? fail("escape sequence not terminated")
                        : fail("illegal character " + GoQuote.numbered(c) + " in escape sequence");
            }
            value = value * base + digit;
            if (left > 1) {
                c = cursor.next();
            }
        }
        if (value > max || (value >= 0xD800 && value < 0xE000)) {
            return fail("escape sequence is an invalid Unicode code point");
        }
        return LexState.STRING;
    }

    /** An error within a string; what is left of the string still follows as a token. */
    private LexState fail(String message) {
        cursor.fail(message);
        return LexState.STRING;
    }
}
