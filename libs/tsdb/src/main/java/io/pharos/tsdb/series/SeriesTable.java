package io.pharos.tsdb.series;

import java.util.function.LongPredicate;

/**
 * A tenant's series by their hashes: 24 bytes a slot and no object a series. It grows a segment at a time (extendible
 * hashing), so that no insertion waits for more than some twenty thousand others. One thread at a time.
 */
final class SeriesTable {
    private Segment[] segments = {Segment.small(false)};
    private int depth;
    private Segment segment = segments[0];
    private int slot;

    /** Goes to the series; {@link #word} and the others are about it until the next one. */
    void find(long high, long low) {
        segment = segments[place(high)];
        slot = segment.slot(high, low);
    }

    /** The word of the series that was found, or {@link SeriesWord#NONE} where it is not there. */
    long word() {
        return segment.word(slot);
    }

    void word(long word) {
        segment.word(slot, word);
    }

    long newest() {
        return segment.newest(slot);
    }

    void newest(long timestamp) {
        segment.newest(slot, timestamp);
    }

    /** Puts in the series that was looked for and not found. */
    void insert(long high, long low, long word) {
        while (segment.isFull()) {
            makeRoom(high);
            find(high, low);
        }
        segment.insert(slot, high, low, word);
    }

    private void makeRoom(long high) {
        if (!segment.isLargest()) {
            segment.grow();
            return;
        }
        if (segment.depth == depth) {
            doubleDirectory();
        }
        Segment[] halves = segment.split();
        int span = 1 << depth - segment.depth;
        int first = place(high) / span * span;
        for (int i = 0; i < span; i++) {
            segments[first + i] = halves[i < span / 2 ? 0 : 1];
        }
    }

    private void doubleDirectory() {
        Segment[] twice = new Segment[2 * segments.length];
        for (int i = 0; i < twice.length; i++) {
            twice[i] = segments[i / 2];
        }
        segments = twice;
        depth++;
    }

    private int place(long high) {
        return depth == 0 ? 0 : (int) (high >>> Long.SIZE - depth);
    }

    /** How many places of the directory there are to {@link #sweep}. */
    int places() {
        return segments.length;
    }

    /** Lets go of past series in the segment at that place, unless the place before has it too. */
    void sweep(int place, LongPredicate isPast) {
        if (place == 0 || segments[place] != segments[place - 1]) {
            segments[place].sweep(isPast);
        }
    }

    int size() {
        int size = 0;
        for (int i = 0; i < segments.length; i++) {
            size += i == 0 || segments[i] != segments[i - 1] ? segments[i].used() : 0;
        }
        return size;
    }

    long bytes() {
        long bytes = 0;
        for (int i = 0; i < segments.length; i++) {
            bytes += i == 0 || segments[i] != segments[i - 1] ? segments[i].bytes() : 0;
        }
        return bytes;
    }
}
