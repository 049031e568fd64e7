package io.pharos.promql.regex;

/** Reads an expression from left to right. */
final class RegexText {
    /** What is read behind the end. */
    static final int END = -1;

    final String pattern;
    int pos;

    RegexText(String pattern) {
        this.pattern = pattern;
    }

    boolean atEnd() {
        return pos >= pattern.length();
    }

    /** The next character, not consumed; half of one where it is not in the basic plane. */
    int peek() {
        return peek(0);
    }

    int peek(int ahead) {
        return pos + ahead < pattern.length() ? pattern.charAt(pos + ahead) : END;
    }

    boolean startsWith(String text) {
        return pattern.startsWith(text, pos);
    }

    /** Consumes a whole character. */
    int next() throws BadRegex {
        if (atEnd()) {
            return END;
        }
        int point = pattern.codePointAt(pos);
        if (point >= 0xD800 && point <= 0xDFFF) {
            throw new BadRegex("invalid UTF-8", rest());
        }
        pos += Character.charCount(point);
        return point;
    }

    String rest() {
        return pattern.substring(pos);
    }

    String since(int start) {
        return pattern.substring(start, pos);
    }

    /** Fails if what lies in between is no UTF-8. */
    void checkUtf8(int from, int to) throws BadRegex {
        RegexText part = new RegexText(pattern.substring(from, to));
        while (!part.atEnd()) {
            part.next();
        }
    }
}
