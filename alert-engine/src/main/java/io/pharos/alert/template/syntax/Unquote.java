package io.pharos.alert.template.syntax;

/** Reads a quoted string or character as Go's source code writes it. */
final class Unquote {
    private static final String NAMES = "abfnrtv\\'\"";
    private static final String MEANT = "\u0007\b\f\n\r\t\u000B\\'\"";

    private final String source;
    private final int start;
    private final char quote;
    private int at;

    Unquote(String source, int start, char quote) {
        this.source = source;
        this.start = start;
        this.quote = quote;
        this.at = start + 1;
    }

    /** Behind the closing quote, once the text was read. */
    int end() {
        return at;
    }

    String text() {
        StringBuilder out = new StringBuilder();
        while (true) {
            char c = next();
            if (c == quote) {
                break;
            }
            if (c == '\n') {
                throw unterminated();
            }
            if (c == '\\') {
                escape(out);
            } else {
                out.append(c);
            }
        }
        if (quote == '\'' && out.codePointCount(0, out.length()) != 1) {
            throw new TemplateSyntaxException(start, "malformed character constant");
        }
        return out.toString();
    }

    private void escape(StringBuilder out) {
        char c = next();
        int known = NAMES.indexOf(c);
        if (known >= 0) {
            out.append(MEANT.charAt(known));
            return;
        }
        switch (c) {
            case 'x' -> out.appendCodePoint(code(2, 16));
            case 'u' -> out.appendCodePoint(code(4, 16));
            case 'U' -> out.appendCodePoint(code(8, 16));
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                out.appendCodePoint(code(3, 8));
            }
            default -> throw new TemplateSyntaxException(at - 2, "unknown escape \\" + c);
        }
    }

    private int code(int digits, int radix) {
        try {
            int point = Integer.parseUnsignedInt(source, at, at + digits, radix);
            at += digits;
            if (Character.isValidCodePoint(point)) {
                return point;
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new TemplateSyntaxException(at, "malformed escape");
        }
        throw new TemplateSyntaxException(at, "escape is not a character");
    }

    private char next() {
        if (at >= source.length()) {
            throw unterminated();
        }
        return source.charAt(at++);
    }

    private TemplateSyntaxException unterminated() {
        String what = quote == '"' ? "unterminated quoted string" : "unterminated character constant";
        return new TemplateSyntaxException(start, what);
    }
}
