package io.pharos.promql.regex;

import java.util.Set;

/** Reads what stands for one of several characters, and escapes. */
final class CharacterClasses {
    private static final String BAD_ESCAPE = "invalid escape sequence";
    private static final String BAD_RANGE = "invalid character class range";
    private static final Set<String> POSIX = Set.of(
            "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper",
            "word", "xdigit");

    private final RegexText text;

    CharacterClasses(RegexText text) {
        this.text = text;
    }

    /** A class in brackets. */
    void readClass() throws BadRegex {
        int start = text.pos;
        text.pos++;
        if (text.peek() == '^') {
            text.pos++;
        }
        boolean first = true;
        while (text.peek() != ']' || first) {
            first = false;
            if (!posixClass() && !unicodeClass() && !perlClass()) {
                range(start);
            }
        }
        text.pos++;
    }

    private void range(int classStart) throws BadRegex {
        int start = text.pos;
        int low = classCharacter(classStart);
        if (text.peek() == '-' && text.peek(1) != RegexText.END && text.peek(1) != ']') {
            text.pos++;
            if (classCharacter(classStart) < low) {
                throw new BadRegex(BAD_RANGE, text.since(start));
            }
        }
    }

    private int classCharacter(int classStart) throws BadRegex {
        if (text.atEnd()) {
            throw new BadRegex("missing closing ]", text.pattern.substring(classStart));
        }
        return text.peek() == '\\' ? escapedCharacter() : text.next();
    }

    private boolean posixClass() throws BadRegex {
        if (!text.startsWith("[:") || text.peek(2) == RegexText.END) {
            return false;
        }
        int end = text.pattern.indexOf(":]", text.pos + 2);
        if (end < 0) {
            return false;
        }
        String whole = text.pattern.substring(text.pos, end + 2);
        String name = whole.substring(2, whole.length() - 2);
        if (!POSIX.contains(name.startsWith("^") ? name.substring(1) : name)) {
            throw new BadRegex(BAD_RANGE, whole);
        }
        text.pos = end + 2;
        return true;
    }

    /** An escape outside of a class. */
    void readEscape() throws BadRegex {
        if (!unicodeClass() && !perlClass()) {
            escapedCharacter();
        }
    }

    private boolean perlClass() {
        if (text.peek() == '\\' && text.peek(1) != RegexText.END && "dDsSwW".indexOf(text.peek(1)) >= 0) {
            text.pos += 2;
            return true;
        }
        return false;
    }

    private boolean unicodeClass() throws BadRegex {
        if (text.peek() != '\\' || (text.peek(1) != 'p' && text.peek(1) != 'P')) {
            return false;
        }
        int start = text.pos;
        text.pos += 2;
        int nameStart = text.pos;
        int nameEnd;
        if (text.next() == '{') {
            nameStart++;
            nameEnd = text.pattern.indexOf('}', start);
            if (nameEnd < 0) {
                text.checkUtf8(start, text.pattern.length());
                throw new BadRegex(BAD_RANGE, text.pattern.substring(start));
            }
            text.checkUtf8(nameStart, nameEnd);
            text.pos = nameEnd + 1;
        } else {
            nameEnd = text.pos;
        }
        String name = text.pattern.substring(nameStart, nameEnd);
        if (!UnicodeClasses.exists(name.startsWith("^") ? name.substring(1) : name)) {
            throw new BadRegex(BAD_RANGE, text.since(start));
        }
        return true;
    }

    private int escapedCharacter() throws BadRegex {
        int start = text.pos;
        text.pos++;
        if (text.atEnd()) {
            throw new BadRegex("trailing backslash at end of expression", "");
        }
        int c = text.next();
        int value = switch (c) {
            case '1', '2', '3', '4', '5', '6', '7' -> isOctal(text.peek()) ? octal(c) : -1;
            case '0' -> octal(c);
            case 'x' -> hexadecimal();
            case 'a' -> 7;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            default -> c < 0x80 && !Character.isLetterOrDigit(c) ? c : -1;
        };
        if (value < 0) {
            throw new BadRegex(BAD_ESCAPE, text.since(start));
        }
        return value;
    }

    private int octal(int first) {
        int value = first - '0';
        for (int i = 1; i < 3 && isOctal(text.peek()); i++) {
            value = value * 8 + text.pattern.charAt(text.pos++) - '0';
        }
        return value;
    }

    private int hexadecimal() throws BadRegex {
        int c = text.next();
        if (c == '{') {
            return hexadecimalInBraces();
        }
        if (c == RegexText.END) {
            return -1;
        }
        int low = digit(text.next());
        return digit(c) < 0 || low < 0 ? -1 : digit(c) * 16 + low;
    }

    private int hexadecimalInBraces() throws BadRegex {
        int value = 0;
        for (int digits = 0; ; digits++) {
            int c = text.next();
            if (c == '}') {
                return digits == 0 ? -1 : value;
            }
            if (digit(c) < 0) {
                return -1;
            }
            value = value * 16 + digit(c);
            if (value > Character.MAX_CODE_POINT) {
                return -1;
            }
        }
    }

    private static boolean isOctal(int c) {
        return c >= '0' && c <= '7';
    }

    private static int digit(int c) {
        return c >= 0 && c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
