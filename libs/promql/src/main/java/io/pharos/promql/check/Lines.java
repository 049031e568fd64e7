package io.pharos.promql.check;

import java.util.Arrays;

/** Turns byte offsets of a query into lines and columns, both from 1, columns in bytes. */
final class Lines {
    private final int length;
    private final int[] breaks;

    Lines(byte[] query) {
        length = query.length;
        int[] found = new int[16];
        int count = 0;
        for (int i = 0; i < query.length; i++) {
            if (query[i] == '\n') {
                found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
                found[count++] = i;
            }
        }
        breaks = Arrays.copyOf(found, count);
    }

    String position(int offset) {
        if (length == 0) {
            return "unknown position";
        }
        if (offset < 0 || offset > length) {
            return "invalid position";
        }
        int at = Arrays.binarySearch(breaks, offset);
        int before = at >= 0 ? at : -at - 1;
        int lastBreak = before == 0 ? -1 : breaks[before - 1];
        return (before + 1) + ":" + (offset - lastBreak);
    }
}
