package io.pharos.wire.remotewrite;

import java.util.Arrays;

/**
 * Where the labels of the last good series stand, one after another. Series of a request share most of their labels:
 * one that repeats the label at its place byte for byte, with the same names before it, needs no second look.
 */
final class LabelMemory {
    private static final int PLACES = 64;

    private final int[] from = new int[PLACES];
    private final int[] to = new int[PLACES];
    private final int[] nameFrom = new int[PLACES];
    private final int[] nameTo = new int[PLACES];
    private final boolean[] plain = new boolean[PLACES];
    private final boolean[] metric = new boolean[PLACES];
    private final long[] nameHigh = new long[PLACES];
    private final long[] nameLow = new long[PLACES];
    private final long[] high = new long[PLACES];
    private final long[] low = new long[PLACES];
    private final int[] relativeFrom = new int[PLACES];
    private final int[] relativeTo = new int[PLACES];
    private final long[] highBefore = new long[PLACES + 1];
    private final long[] lowBefore = new long[PLACES + 1];
    private int start;
    private int known;
    private int common;
    private boolean sameNames;

    /**
     * Begins a series after one of so many labels; zero where that one was not good. How far the two are the same is
     * found at once: most labels lie within.
     */
    void begin(byte[] bytes, int seriesStart, int seriesEnd, int labelsBefore) {
        known = Math.min(labelsBefore, PLACES);
        sameNames = true;
        common = 0;
        if (known > 0) {
            int length = Math.min(relativeTo[known - 1], seriesEnd - seriesStart);
            int differs = Arrays.mismatch(bytes, start, start + length, bytes, seriesStart, seriesStart + length);
            common = differs < 0 ? length : differs;
        }
        start = seriesStart;
    }

    /** The length of the label field at that place and offset where it repeats a plain one that is known; else 0. */
    int repeated(byte[] bytes, int place, int at, int end) {
        if (!sameNames || place >= known || !plain[place]) {
            return 0;
        }
        int length = to[place] - from[place];
        if (at - start == relativeFrom[place] && relativeTo[place] <= common) {
            return length;
        }
        return end - at >= length && Arrays.equals(bytes, from[place], to[place], bytes, at, at + length) ? length : 0;
    }

    /** How many labels at the series' beginning repeat plain ones that are known, at the same offsets. */
    int repeatedAtOnce() {
        int count = 0;
        while (count < known && relativeTo[count] <= common && plain[count]) {
            count++;
        }
        return count;
    }

    /** Where the label at that place ends, in the series that was begun. */
    int end(int place) {
        return start + relativeTo[place];
    }

    /** Notes where in its series the label at that place stands, whose hashes are known. */
    void place(int place, int fieldStart, int fieldEnd) {
        if (place < PLACES) {
            relativeFrom[place] = fieldStart - start;
            relativeTo[place] = fieldEnd - start;
            highBefore[place + 1] = highBefore[place] + high[place];
            lowBefore[place + 1] = lowBefore[place] + low[place];
        }
    }

    /** The sum of the hashes' high words of so many labels, from the first on. */
    long highOf(int labels) {
        return highBefore[labels];
    }

    long lowOf(int labels) {
        return lowBefore[labels];
    }

    /** Whether the last good series had that name at that place, and the same names before. */
    boolean hasName(byte[] bytes, int place, LabelText label) {
        return sameNames
                && place < known
                && Arrays.equals(bytes, nameFrom[place], nameTo[place], bytes, label.nameFrom(), label.nameTo());
    }

    /** Notes a label; {@code isPlain} where no owner's label comes right before it or stands in its place. */
    void note(int place, int fieldStart, int fieldEnd, LabelText label, boolean isPlain) {
        if (place < PLACES) {
            from[place] = fieldStart;
            to[place] = fieldEnd;
            nameFrom[place] = label.nameFrom();
            nameTo[place] = label.nameTo();
            plain[place] = isPlain;
        }
    }

    /** Notes the hashes of the label noted at that place, and whether it holds the metric's name. */
    void hash(int place, LabelHash hash, boolean isMetric) {
        if (place < PLACES) {
            nameHigh[place] = hash.nameHigh();
            nameLow[place] = hash.nameLow();
            high[place] = hash.high();
            low[place] = hash.low();
            metric[place] = isMetric;
        }
    }

    long nameHigh(int place) {
        return nameHigh[place];
    }

    long nameLow(int place) {
        return nameLow[place];
    }

    long high(int place) {
        return high[place];
    }

    long low(int place) {
        return low[place];
    }

    boolean isMetric(int place) {
        return metric[place];
    }

    /** From here on this series' names differ from the last one's. */
    void namesDiffer() {
        sameNames = false;
    }

    int nameFrom(int place) {
        return nameFrom[place];
    }

    int nameTo(int place) {
        return nameTo[place];
    }
}
