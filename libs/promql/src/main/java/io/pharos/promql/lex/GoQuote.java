package io.pharos.promql.lex;

/** Quotes text as Prometheus prints it, which is how Go writes a string or a character in source code. */
public final class GoQuote {
    private static final int SHORT = 10;
    private static final String ESCAPED = "\u0007\b\f\n\r\t\u000B";
    private static final String ESCAPES = "abfnrtv";

    private GoQuote() {}

    /** The text in double quotes, with all that is not printable escaped. */
    public static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        append(out, text);
        return out.toString();
    }

    /** Like {@link #quote}, onto the end of another text. */
    public static void append(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            int raw = ByteText.byteOf(c);
            if (raw >= 0) {
                hex(out.append("\\x"), raw, 2);
                i++;
                continue;
            }
            int point = text.codePointAt(i);
            append(out, point, '"');
            i += Character.charCount(point);
        }
        out.append('"');
    }

    /** Quoted, and cut after ten characters where it has more than ten bytes. */
    static String shortened(String text) {
        if (ByteText.encode(text).length <= SHORT) {
            return quote(text);
        }
        int end = text.codePointCount(0, text.length()) <= SHORT ? text.length() : text.offsetByCodePoints(0, SHORT);
        return quote(text.substring(0, end)) + "...";
    }

    /** A character in single quotes. */
    static String rune(int point) {
        StringBuilder out = new StringBuilder("'");
        append(out, point < 0 ? Utf8.INVALID : point, '\'');
        return out.append('\'').toString();
    }

    /** A character as its number, and in single quotes where it can be printed: {@code U+002E '.'}. */
    static String numbered(int point) {
        String number = String.format("U+%04X", point);
        return isPrintable(point) ? number + " '" + Character.toString(point) + "'" : number;
    }

    private static void append(StringBuilder out, int point, char quote) {
        if (point == quote || point == '\\') {
            out.append('\\').append((char) point);
        } else if (isPrintable(point)) {
            out.appendCodePoint(point);
        } else if (ESCAPED.indexOf(point) >= 0) {
            out.append('\\').append(ESCAPES.charAt(ESCAPED.indexOf(point)));
        } else if (point < ' ' || point == 0x7F) {
            hex(out.append("\\x"), point, 2);
        } else if (point >= 0xD800 && point <= 0xDFFF) {
            out.append("\\ufffd");
        } else if (point < 0x10000) {
            hex(out.append("\\u"), point, 4);
        } else {
            hex(out.append("\\U"), point, 8);
        }
    }

    private static void hex(StringBuilder out, int value, int digits) {
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
            out.append(Character.forDigit(value >> shift & 0xF, 16));
        }
    }

    private static boolean isPrintable(int point) {
        if (point < 0x7F) {
            return point >= ' ';
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
