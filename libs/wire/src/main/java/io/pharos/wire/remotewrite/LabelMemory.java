package io.pharos.wire.remotewrite;

import java.util.Arrays;

/**
 * The labels of the last good series, one after another, and where they stood in it. Series of a request share most of
 * their labels: those that repeat the labels at their places byte for byte, with the same names before them, need no
 * second look, and are found together.
 */
final class LabelMemory {
    private static final int PLACES = 64;

    private final int[] from = new int[PLACES];
    private final int[] to = new int[PLACES];
    private final int[] nameAt = new int[PLACES];
    private final int[] nameLength = new int[PLACES];
    private final boolean[] plain = new boolean[PLACES];
    private final long[] nameHigh = new long[PLACES];
    private final long[] nameLow = new long[PLACES];
    private final long[] high = new long[PLACES];
    private final long[] low = new long[PLACES];
    private int startBefore;
    private int start;
    private int end;
    private int known;
    private int metricPlace = -1;
    private boolean sameNames;

    /** Begins a series after one of so many labels; zero where that one was not good. */
    void begin(int seriesStart, int seriesEnd, int labelsBefore) {
        known = labelsBefore <= PLACES ? labelsBefore : 0;
        sameNames = true;
        startBefore = start;
        start = seriesStart;
        end = seriesEnd;
    }

    /** Takes the labels from that place and offset on that repeat plain ones; answers the place after them. */
    int repeated(byte[] bytes, int place, int at) {
        if (!sameNames || place >= known || !plain[place]) {
            return place;
        }
        int first = from[place];
        int length = Math.min(to[known - 1] - first, end - at);
        int there = startBefore + first;
        int differs = Arrays.mismatch(bytes, there, there + length, bytes, at, at + length);
        int common = differs < 0 ? length : differs;
        int next = place;
        while (next < known && plain[next] && to[next] - first <= common) {
            next++;
        }
        move(place, next, at - start - first);
        return next;
    }

    private void move(int place, int next, int by) {
        for (int i = place; by != 0 && i < next; i++) {
            from[i] += by;
            to[i] += by;
        }
    }

    /** Whether the last good series had that name at that place, and the same names before. */
    boolean hasName(byte[] bytes, int place, LabelText label) {
        if (!sameNames || place >= known || nameLength[place] != label.nameLength()) {
            return false;
        }
        int there = startBefore + from[place] + nameAt[place];
        return Arrays.equals(bytes, there, there + nameLength[place], bytes, label.nameFrom(), label.nameTo());
    }

    /**
     * Notes a label; {@code isPlain} where it follows the one before, and no owner's label comes right before it or
     * stands in its place. {@code isSenders} where it is a part of the series' identity.
     */
    void note(
            int place,
            int fieldStart,
            int fieldEnd,
            LabelText label,
            LabelHash hash,
            boolean isSenders,
            boolean isPlain) {
        if (place >= PLACES) {
            return;
        }
        nameLength[place] = label.nameLength();
        plain[place] = isPlain;
        nameHigh[place] = hash.nameHigh();
        nameLow[place] = hash.nameLow();
        noteValue(place, fieldStart, fieldEnd, label, hash);
        if (!isSenders) {
            high[place] = 0;
            low[place] = 0;
        }
    }

    /** Notes that the label at that place holds the metric's name, or does not. */
    void noteMetric(int place, boolean isMetric) {
        if (isMetric) {
            metricPlace = place;
        } else if (metricPlace == place) {
            metricPlace = -1;
        }
    }

    /** Notes a plain label whose name is the last series' at that place. */
    void noteValue(int place, int fieldStart, int fieldEnd, LabelText label, LabelHash hash) {
        from[place] = fieldStart - start;
        to[place] = fieldEnd - start;
        nameAt[place] = label.nameFrom() - fieldStart;
        high[place] = hash.high();
        low[place] = hash.low();
    }

    /** Whether the label at that place of the last series needs no look beyond its value. */
    boolean isPlain(int place) {
        return plain[place];
    }

    /** Whether one of the labels from a place to before another holds the metric's name. */
    boolean hasMetric(int place, int next) {
        return metricPlace >= place && metricPlace < next;
    }

    /** The hash of the metric's name, where there is one. */
    long metric() {
        return low[metricPlace];
    }

    /** How many labels of the last series are known; those from the place that was come to on are still its. */
    int known() {
        return known;
    }

    /** What the label at that place of the last series is a part of its identity with; zero where there is none. */
    long high(int place) {
        return place < known ? high[place] : 0;
    }

    long low(int place) {
        return place < known ? low[place] : 0;
    }

    long nameHigh(int place) {
        return nameHigh[place];
    }

    long nameLow(int place) {
        return nameLow[place];
    }

    /** From here on this series' names differ from the last one's. */
    void namesDiffer() {
        sameNames = false;
    }

    /** Where the label at that place of this series ends. */
    int end(int place) {
        return start + to[place];
    }

    int nameFrom(int place) {
        return start + from[place] + nameAt[place];
    }

    int nameTo(int place) {
        return nameFrom(place) + nameLength[place];
    }
}
