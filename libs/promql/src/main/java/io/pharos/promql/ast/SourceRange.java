package io.pharos.promql.ast;

/** Where something stands in the query: UTF-8 byte offsets, the start included, the end excluded. */
public record SourceRange(int start, int end) {
    /** For nodes that were built rather than read, and for errors that have no place. */
    public static final SourceRange NONE = new SourceRange(0, 0);

    /** From the start of this to the end of the other. */
    public SourceRange to(SourceRange last) {
        return new SourceRange(start, last.end);
    }

    /** The same start with another end. */
    public SourceRange endingAt(int newEnd) {
        return new SourceRange(start, newEnd);
    }
}
