package io.pharos.promql.lex;

import org.jspecify.annotations.Nullable;

/** Reads the query character by character, and cuts tokens out of it. */
final class Cursor {
    /** What is read behind the last character. */
    static final int END = -1;

    private final byte[] input;
    private int pos;
    private int start;
    private int width;
    private @Nullable Token cut;

    Cursor(byte[] input) {
        this.input = input;
    }

    int next() {
        if (pos >= input.length) {
            width = 0;
            return END;
        }
        byte first = input[pos];
        if (first >= 0) {
            width = 1;
            pos++;
            return first;
        }
        long rune = Utf8.decode(input, pos, input.length);
        width = Utf8.width(rune);
        pos += width;
        return Utf8.rune(rune);
    }

    /** Takes the last character back; once for each one read. */
    void backup() {
        pos -= width;
    }

    int peek() {
        int rune = next();
        backup();
        return rune;
    }

    /** Whether the next character is one of these; it is not consumed. */
    boolean is(String valid) {
        return pos < input.length && valid.indexOf(input[pos]) >= 0;
    }

    /** Consumes the next character if it is one of these. */
    boolean accept(String valid) {
        if (is(valid)) {
            pos++;
            return true;
        }
        return false;
    }

    void acceptRun(String valid) {
        while (is(valid)) {
            pos++;
        }
    }

    void skipSpaces() {
        while (is(" \t\n\r")) {
            pos++;
        }
        ignore();
    }

    /** Leaves out what was read since the last token. */
    void ignore() {
        start = pos;
    }

    /** What was read since the last token. */
    String pending() {
        return ByteText.decode(input, start, pos);
    }

    int position() {
        return pos;
    }

    /** The first character at or after the position that is no white space, as a byte; {@link #END} for none. */
    int firstBehindSpaces() {
        int at = pos;
        while (at < input.length && " \t\n\r".indexOf(input[at]) >= 0) {
            at++;
        }
        return at < input.length ? input[at] : END;
    }

    void emit(TokenType type) {
        cut = new Token(type, start, pos, null);
        start = pos;
    }

    /** Gives an error as the next token; it replaces one that was cut in the same step. */
    void fail(String message) {
        cut = new Token(TokenType.ERROR, start, start, message);
    }

    /** The token that was cut since the last call, or null. */
    @Nullable
    Token take() {
        Token token = cut;
        cut = null;
        return token;
    }

    byte[] input() {
        return input;
    }
}
