package io.pharos.wire.text;

/**
 * The lines of a text, one at a time: a text of very many short ones would take many times its size as a list. What
 * follows the last line break is a line too, if only an empty one.
 */
final class Lines {
    private final String text;
    private int from;
    private int number;

    Lines(String text) {
        this.text = text;
    }

    boolean hasNext() {
        return from <= text.length();
    }

    LineCursor next() {
        int end = text.indexOf('\n', from);
        int to = end < 0 ? text.length() : end;
        LineCursor line = new LineCursor(text.substring(from, to), ++number);
        from = to + 1;
        return line;
    }

    /** Whether nothing but a closing line break stands after the line that was taken last. */
    boolean ended() {
        return from >= text.length();
    }
}
