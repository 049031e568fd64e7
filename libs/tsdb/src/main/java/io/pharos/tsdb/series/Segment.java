package io.pharos.tsdb.series;

import java.util.Arrays;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A part of a {@link SeriesTable}: open addressing with linear probing over one array of three words a slot (hash, hash,
 * {@link SeriesWord}), and beside it the newest timestamps where they are asked for. At most three quarters full.
 */
final class Segment {
    static final int LARGEST = 1 << 15;
    private static final int SMALLEST = 1 << 6;
    private static final int WORDS = 3;

    final int depth;
    private long[] slots;
    private long @Nullable [] newest;
    private int mask;
    private int used;

    Segment(int depth, int capacity, boolean timed) {
        this.depth = depth;
        this.slots = new long[WORDS * capacity];
        this.newest = timed ? new long[capacity] : null;
        this.mask = capacity - 1;
    }

    static Segment small(boolean timed) {
        return new Segment(0, SMALLEST, timed);
    }

    /** The slot of that series, or where it would go. */
    int slot(long high, long low) {
        int slot = (int) low & mask;
        while (true) {
            int at = WORDS * slot;
            if (slots[at + 1] == low && slots[at] == high || slots[at + 2] == SeriesWord.NONE) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
    }

    long word(int slot) {
        return slots[WORDS * slot + 2];
    }

    void word(int slot, long word) {
        slots[WORDS * slot + 2] = word;
    }

    void insert(int slot, long high, long low, long word) {
        int at = WORDS * slot;
        slots[at] = high;
        slots[at + 1] = low;
        slots[at + 2] = word;
        if (newest != null) {
            newest[slot] = Long.MIN_VALUE;
        }
        used++;
    }

    long newest(int slot) {
        return newest == null ? Long.MIN_VALUE : newest[slot];
    }

    void newest(int slot, long timestamp) {
        long[] times = newest == null ? times() : newest;
        times[slot] = Math.max(times[slot], timestamp);
    }

    private long[] times() {
        long[] times = new long[mask + 1];
        Arrays.fill(times, Long.MIN_VALUE);
        newest = times;
        return times;
    }

    boolean isFull() {
        return used >= (mask + 1) / 4 * 3;
    }

    boolean isLargest() {
        return mask + 1 == LARGEST;
    }

    int used() {
        return used;
    }

    long bytes() {
        return Long.BYTES * (slots.length + (newest == null ? 0L : newest.length));
    }

    void grow() {
        rebuild(2 * (mask + 1));
    }

    /** Lets go of every series whose word is past; what is left has the room that it needs. */
    void sweep(LongPredicate isPast) {
        for (int slot = 0; slot <= mask; slot++) {
            while (word(slot) != SeriesWord.NONE && isPast.test(word(slot))) {
                remove(slot);
            }
        }
        if (mask + 1 > SMALLEST && used < (mask + 1) / 8) {
            rebuild((mask + 1) / 2);
        }
    }

    /** Those that follow move up, so that none is parted from its place by a hole. */
    private void remove(int slot) {
        int hole = slot;
        int next = slot + 1 & mask;
        while (word(next) != SeriesWord.NONE) {
            int home = (int) slots[WORDS * next + 1] & mask;
            if ((next - home & mask) >= (next - hole & mask)) {
                move(next, hole);
                hole = next;
            }
            next = next + 1 & mask;
        }
        Arrays.fill(slots, WORDS * hole, WORDS * hole + WORDS, 0);
        used--;
    }

    private void move(int from, int to) {
        System.arraycopy(slots, WORDS * from, slots, WORDS * to, WORDS);
        if (newest != null) {
            newest[to] = newest[from];
        }
    }

    /** Shares its series out over two segments by the next bit of their hash. */
    Segment[] split() {
        int bit = Long.SIZE - 1 - depth;
        Segment[] halves = {
            new Segment(depth + 1, LARGEST, newest != null), new Segment(depth + 1, LARGEST, newest != null)
        };
        for (int slot = 0; slot <= mask; slot++) {
            if (word(slot) != SeriesWord.NONE) {
                copyTo(halves[(int) (slots[WORDS * slot] >>> bit) & 1], slot);
            }
        }
        return halves;
    }

    private void rebuild(int capacity) {
        Segment other = new Segment(depth, capacity, newest != null);
        for (int slot = 0; slot <= mask; slot++) {
            if (word(slot) != SeriesWord.NONE) {
                copyTo(other, slot);
            }
        }
        slots = other.slots;
        newest = other.newest;
        mask = other.mask;
    }

    private void copyTo(Segment other, int slot) {
        int at = WORDS * slot;
        int place = other.slot(slots[at], slots[at + 1]);
        other.insert(place, slots[at], slots[at + 1], slots[at + 2]);
        if (newest != null) {
            other.newest(place, newest[slot]);
        }
    }
}
