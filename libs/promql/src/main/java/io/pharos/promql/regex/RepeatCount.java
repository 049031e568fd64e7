package io.pharos.promql.regex;

import org.jspecify.annotations.Nullable;

/** A repetition by numbers, {@code {2,5}}; a maximum of -1 is none, a minimum of -1 a number that is far too large. */
record RepeatCount(int min, int max) {
    private static final int LARGEST = 1000;
    private static final int TOO_LARGE = -1;

    /** Reads one and leaves the text behind it; null, and the text anywhere, if it is none. */
    static @Nullable RepeatCount read(RegexText text) {
        text.pos++;
        int min = number(text);
        if (min == Integer.MIN_VALUE) {
            return null;
        }
        int max = min;
        if (text.peek() == ',') {
            text.pos++;
            max = text.peek() == '}' ? -1 : number(text);
            if (max == Integer.MIN_VALUE) {
                return null;
            }
            min = max == TOO_LARGE && text.pattern.charAt(text.pos - 1) != ',' ? TOO_LARGE : min;
        }
        if (text.peek() != '}') {
            return null;
        }
        text.pos++;
        return new RepeatCount(min, max);
    }

    boolean isValid() {
        return min >= 0 && min <= LARGEST && max <= LARGEST && (max < 0 || min <= max);
    }

    boolean multiplies() {
        return min >= 2 || max >= 2;
    }

    /** A number, {@link #TOO_LARGE}, or the smallest integer where there is none. */
    private static int number(RegexText text) {
        int start = text.pos;
        long value = 0;
        while (text.peek() >= '0' && text.peek() <= '9') {
            value = Math.min(Integer.MAX_VALUE, value * 10 + text.peek() - '0');
            text.pos++;
        }
        int digits = text.pos - start;
        boolean leadingZero = digits > 1 && text.pattern.charAt(start) == '0';
        if (digits == 0 || leadingZero) {
            return Integer.MIN_VALUE;
        }
        return value > LARGEST * 1000L ? TOO_LARGE : (int) value;
    }
}
