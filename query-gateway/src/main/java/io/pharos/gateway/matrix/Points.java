package io.pharos.gateway.matrix;

import java.util.Arrays;
import java.util.List;

/**
 * Points of one series by rising time, each with the text by which the engine gave its value: nothing is calculated with
 * it, so nothing can be lost. The arrays are this record's own and nobody changes them.
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by what they hold, below.
public record Points(long[] times, String[] texts) {
    static final Points NONE = new Points(new long[0], new String[0]);

    int size() {
        return times.length;
    }

    boolean isEmpty() {
        return times.length == 0;
    }

    Points during(Steps steps) {
        int from = place(steps.first());
        int to = place(steps.last() + 1);
        if (from == 0 && to == times.length) {
            return this;
        }
        return from >= to ? NONE : new Points(Arrays.copyOfRange(times, from, to), Arrays.copyOfRange(texts, from, to));
    }

    /** Where that time is, or would be. */
    private int place(long time) {
        int found = Arrays.binarySearch(times, time);
        return found < 0 ? -found - 1 : found;
    }

    /** Parts that follow one another in time. */
    static Points joined(List<Points> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        int size = parts.stream().mapToInt(Points::size).sum();
        long[] times = new long[size];
        String[] texts = new String[size];
        int at = 0;
        for (Points part : parts) {
            System.arraycopy(part.times, 0, times, at, part.size());
            System.arraycopy(part.texts, 0, texts, at, part.size());
            at += part.size();
        }
        return new Points(times, texts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Points that && Arrays.equals(times, that.times) && Arrays.equals(texts, that.texts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(times) + Arrays.hashCode(texts);
    }

    @Override
    public String toString() {
        return Arrays.toString(times) + Arrays.toString(texts);
    }
}
