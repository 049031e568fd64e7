package io.pharos.wire.remotewrite;

import java.util.Arrays;

/** Prometheus's classic name forms, a byte at a time: a bit per ASCII character that may stand in a name. */
public final class NameRules {
    private static final byte[] METRIC_NAME_LABEL = {'_', '_', 'n', 'a', 'm', 'e', '_', '_'};

    /** Digits, in the bits of 0 to 63. */
    private static final long DIGITS = bits('0', '9');

    private static final long COLON = 1L << ':';

    /** Letters and the underscore, in the bits of 64 to 127. */
    private static final long LETTERS = bits('A', 'Z') | bits('a', 'z') | 1L << ('_' - 64);

    private NameRules() {}

    public static boolean isLabelName(byte[] bytes, int from, int to) {
        return isName(bytes, from, to, 0);
    }

    public static boolean isMetricName(byte[] bytes, int from, int to) {
        return isName(bytes, from, to, COLON);
    }

    /** Whether the label is the one that holds the metric's name. */
    public static boolean namesMetric(byte[] bytes, int from, int to) {
        return Arrays.equals(bytes, from, to, METRIC_NAME_LABEL, 0, METRIC_NAME_LABEL.length);
    }

    private static boolean isName(byte[] bytes, int from, int to, long extra) {
        if (from == to || !isIn(bytes[from], extra)) {
            return false;
        }
        long low = DIGITS | extra;
        for (int i = from + 1; i < to; i++) {
            if (!isIn(bytes[i], low)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIn(byte character, long low) {
        return character >= 0 && ((character < 64 ? low >>> character : LETTERS >>> (character - 64)) & 1) != 0;
    }

    private static long bits(char first, char last) {
        long set = 0;
        for (char c = first; c <= last; c++) {
            set |= 1L << (c & 63);
        }
        return set;
    }
}
