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
    private int known;
    private boolean sameNames;

    /** Begins a series after one of so many labels; zero where that one was not good. */
    void begin(int labelsBefore) {
        known = Math.min(labelsBefore, PLACES);
        sameNames = true;
    }

    /** The length of the label field at that place and offset where it repeats a plain one that is known; else 0. */
    int repeated(byte[] bytes, int place, int at, int end) {
        if (!sameNames || place >= known || !plain[place]) {
            return 0;
        }
        int length = to[place] - from[place];
        return end - at >= length && Arrays.equals(bytes, from[place], to[place], bytes, at, at + length) ? length : 0;
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
