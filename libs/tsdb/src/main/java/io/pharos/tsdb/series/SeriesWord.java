package io.pharos.tsdb.series;

/**
 * What is kept of a series besides its hash, in one word: the number of its metric (32 bits), the window in which it was
 * last seen (16), the generation of the rules that it was looked at under (8), and flags. Never 0, which is no series.
 */
final class SeriesWord {
    static final long NONE = 0;
    static final int WINDOWS = 1 << 16;
    static final int GENERATIONS = 1 << 8;

    private static final int WINDOW_SHIFT = 32;
    private static final int GENERATION_SHIFT = 48;

    /** The engine has acknowledged it in its window. */
    static final long STORED = 1L << 56;
    /** A label's value holds a card number, which is masked each time. */
    static final long MASKED = 1L << 57;
    /** A drop rule names it. */
    static final long DROPPED = 1L << 58;

    private static final long PRESENT = 1L << 62;
    private static final long METRIC = 0xFFFF_FFFFL;

    private SeriesWord() {}

    static long of(int metric, int window, int generation, long flags) {
        return PRESENT
                | flags
                | (long) generation << GENERATION_SHIFT
                | (long) window << WINDOW_SHIFT
                | metric & METRIC;
    }

    /** The word, but for its metric, of a series that needs no second look. */
    static long settled(int window, int generation) {
        return of(0, window, generation, STORED);
    }

    static boolean is(long word, long settled) {
        return (word & ~METRIC) == settled;
    }

    static int metric(long word) {
        return (int) word;
    }

    static int window(long word) {
        return (int) (word >>> WINDOW_SHIFT) & (WINDOWS - 1);
    }

    static int generation(long word) {
        return (int) (word >>> GENERATION_SHIFT) & (GENERATIONS - 1);
    }

    static boolean has(long word, long flag) {
        return (word & flag) != 0;
    }

    /** Whether the series was last seen neither in that window nor in the one before. */
    static boolean isPast(long word, int window) {
        return (window - window(word) & (WINDOWS - 1)) > 1;
    }
}
