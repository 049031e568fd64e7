package io.pharos.wire.text;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one line from left to right; what does not fit is an error with its place. */
final class LineCursor {
    private static final String METRIC_NAME = "__name__";

    private final String text;
    private final int line;
    private int at;
    private @Nullable String quotedMetric;

    LineCursor(String text, int line) {
        this.text = text;
        this.line = line;
    }

    int line() {
        return line;
    }

    boolean isExactly(String expected) {
        return text.equals(expected);
    }

    boolean atEnd() {
        return at == text.length();
    }

    int position() {
        return at;
    }

    /** The character that stands next, or 0 at the end; a NUL in the text fits nowhere either. */
    char peek() {
        return atEnd() ? 0 : text.charAt(at);
    }

    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    boolean take(char expected) {
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    boolean take(String expected) {
        if (!text.startsWith(expected, at)) {
            return false;
        }
        at += expected.length();
        return true;
    }

    void expect(char expected, String what) throws BrokenText {
        if (!take(expected)) {
            throw broken("expected " + what);
        }
    }

    void expectEnd() throws BrokenText {
        if (!atEnd()) {
            throw broken("unexpected text at the line's end");
        }
    }

    /** A metric's name: of the classic form, or any text in double quotes. */
    String metricName() throws BrokenText {
        return take('"') ? quotedName() : name(true, "a metric name");
    }

    /** The metric of a sample: the one before its braces, or the quoted one that stood alone among its labels. */
    String sampled(@Nullable String plain, int start) throws BrokenText {
        String quoted = quotedMetric;
        if (plain != null && quoted != null) {
            throw broken(start, "two metric names");
        }
        if (plain == null && quoted == null) {
            throw broken(start, "expected a metric name");
        }
        return plain == null ? String.valueOf(quoted) : plain;
    }

    private String quotedName() throws BrokenText {
        int start = at;
        String name = quoted(true);
        if (name.isEmpty()) {
            throw broken(start, "expected a name in the quotes");
        }
        return name;
    }

    private String name(boolean colons, String what) throws BrokenText {
        int start = at;
        while (isName(peek(), colons) || at > start && peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == start) {
            throw broken("expected " + what);
        }
        return text.substring(start, at);
    }

    private static boolean isName(char c, boolean colons) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || colons && c == ':';
    }

    /** Everything up to the next blank. */
    String word() {
        int start = at;
        while (!atEnd() && peek() != ' ' && peek() != '\t') {
            at++;
        }
        return text.substring(start, at);
    }

    String rest() {
        String rest = text.substring(at);
        at = text.length();
        return rest;
    }

    /** Reads labels in braces; {@code relaxed} allows blanks between them, a last comma, and no unknown escapes. */
    SortedMap<String, String> labels(boolean relaxed) throws BrokenText {
        SortedMap<String, String> labels = new TreeMap<>();
        expect('{', "'{'");
        blanks(relaxed);
        while (!take('}')) {
            label(labels, relaxed);
            blanks(relaxed);
            if (take(',')) {
                blanks(relaxed);
                if (!relaxed && peek() == '}') {
                    throw broken("a comma with no label after it");
                }
            } else if (peek() != '}') {
                throw broken("expected ',' or '}'");
            }
        }
        return labels;
    }

    private void label(SortedMap<String, String> labels, boolean relaxed) throws BrokenText {
        int start = at;
        boolean isQuoted = take('"');
        String name = isQuoted ? quotedName() : name(false, "a label name");
        blanks(relaxed);
        if (isQuoted && peek() != '=') {
            metric(labels, name, start);
            return;
        }
        if (name.equals(METRIC_NAME) || labels.containsKey(name)) {
            at = start;
            throw broken(name.equals(METRIC_NAME) ? "__name__ is no label of a text" : "label " + name + " twice");
        }
        blanks(relaxed);
        expect('=', "'='");
        blanks(relaxed);
        expect('"', "a value in double quotes");
        labels.put(name, quoted(relaxed));
    }

    /** A quoted name with no value is the metric's; there is one, before all labels. */
    private void metric(SortedMap<String, String> labels, String name, int start) throws BrokenText {
        if (!labels.isEmpty() || quotedMetric != null) {
            throw broken(start, "a metric name after labels");
        }
        quotedMetric = name;
    }

    private void blanks(boolean relaxed) {
        if (relaxed) {
            skipBlanks();
        }
    }

    private String quoted(boolean strictEscapes) throws BrokenText {
        StringBuilder value = new StringBuilder();
        while (!take('"')) {
            if (atEnd()) {
                throw broken("the value's closing quote is missing");
            }
            character(value, true, strictEscapes);
        }
        return value.toString();
    }

    /** The rest of the line, its escapes undone. */
    String unescapedRest(boolean quotesToo, boolean strictEscapes) throws BrokenText {
        StringBuilder value = new StringBuilder();
        while (!atEnd()) {
            character(value, quotesToo, strictEscapes);
        }
        return value.toString();
    }

    private void character(StringBuilder value, boolean quotesToo, boolean strictEscapes) throws BrokenText {
        char c = text.charAt(at++);
        if (c != '\\') {
            value.append(c);
            return;
        }
        if (take('n')) {
            value.append('\n');
        } else if (take('\\')) {
            value.append('\\');
        } else if (quotesToo && take('"')) {
            value.append('"');
        } else if (strictEscapes || atEnd()) {
            throw broken("only \\\\, \\n and \\\" are escapes");
        } else {
            value.append('\\');
        }
    }

    double number(String what) throws BrokenText {
        int start = at;
        return Numbers.parse(word()).orElseThrow(() -> broken(start, "expected " + what));
    }

    BrokenText broken(String reason) {
        return new BrokenText(line, at + 1, reason);
    }

    /** An error at an earlier place of the line. */
    BrokenText broken(int position, String reason) {
        return new BrokenText(line, position + 1, reason);
    }
}
