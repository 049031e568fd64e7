package io.pharos.wire.text;

/** A text that breaks its format: where, counted from 1, and why. Without a stack trace: anybody can send many. */
public final class BrokenText extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    BrokenText(int line, int column, String reason) {
        super("line " + line + ", column " + column + ": " + reason, null, false, false);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    /** In characters. */
    public int column() {
        return column;
    }

    /** The place and what is wrong there, in a sentence for the sender. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
