package io.pharos.usage.spool;

/** A place in the spool: a segment's number and a byte within it. Positions grow in the order of appending. */
public record Position(long segment, int offset) implements Comparable<Position> {
    private static final int OFFSET_BITS = 28;

    /** The largest segment whose places can be kept in one word. */
    static final int MAX_SEGMENT_BYTES = 1 << OFFSET_BITS;

    public Position {
        if (segment < 0 || offset < 0 || offset >= MAX_SEGMENT_BYTES) {
            throw new IllegalArgumentException("no place in a spool: " + segment + "/" + offset);
        }
    }

    /** The place as one word, so that it is written whole or not at all. */
    long packed() {
        return segment << OFFSET_BITS | offset;
    }

    static Position unpacked(long word) {
        return new Position(word >>> OFFSET_BITS, (int) (word & (MAX_SEGMENT_BYTES - 1)));
    }

    @Override
    public int compareTo(Position other) {
        return Long.compare(packed(), other.packed());
    }
}
