package io.pharos.wire.card;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds payment card numbers in a text: 12 to 19 digits, in one piece or in groups with one separator between, that
 * begin as a network's do, have a length of that network and end in the right check digit (Luhn, ISO/IEC 7812-1).
 * Digits that go on on either side are a longer number, and no card's.
 */
final class CardNumbers {
    static final int FEWEST = 12;
    static final int MOST = 19;

    /** Where a number was found; the digits alone are what identifies it. */
    record Found(int from, int to, byte[] digits) {}

    private final byte[] bytes;
    private final int end;
    private final byte[] digits = new byte[MOST];

    private CardNumbers(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    /** Whether there are digits enough at all; most texts have not, and need no closer look. */
    static boolean isPossible(byte[] bytes, int from, int to) {
        if (to - from < FEWEST) {
            return false;
        }
        int count = 0;
        for (int at = from; at < to; at++) {
            if (isDigit(bytes[at])) {
                count++;
            }
        }
        return count >= FEWEST;
    }

    /** The first number at or after an offset, or null. */
    static @Nullable Found first(byte[] bytes, int from, int to) {
        CardNumbers search = new CardNumbers(bytes, to);
        for (int at = from; at <= to - FEWEST; at++) {
            if (isDigit(bytes[at]) && (at == from || !isDigit(bytes[at - 1]))) {
                int numberEnd = search.endOf(at);
                if (numberEnd > 0) {
                    return new Found(at, numberEnd, search.taken(at, numberEnd));
                }
            }
        }
        return null;
    }

    /** The end of the longest card number that begins there, or 0. */
    private int endOf(int start) {
        int count = 0;
        int found = 0;
        int at = start;
        while (at < end && isDigit(bytes[at])) {
            while (at < end && isDigit(bytes[at])) {
                if (count == MOST) {
                    return found;
                }
                digits[count++] = (byte) (bytes[at++] - '0');
            }
            if (count >= FEWEST && isIssued(count) && isChecked(count)) {
                found = at;
            }
            if (at < end && isSeparator(bytes[at])) {
                at++;
            }
        }
        return found;
    }

    private byte[] taken(int from, int to) {
        byte[] result = new byte[MOST];
        int count = 0;
        for (int at = from; at < to; at++) {
            if (isDigit(bytes[at])) {
                result[count++] = bytes[at];
            }
        }
        return Arrays.copyOf(result, count);
    }

    private boolean isChecked(int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int digit = digits[count - 1 - i];
            int weighed = i % 2 == 0 ? digit : 2 * digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }

    /** The ranges that the networks publish: Visa, Mastercard, American Express, Discover, Diners, JCB, UnionPay, … */
    private boolean isIssued(int count) {
        int four = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3];
        int two = four / 100;
        return switch (two / 10) {
            case 2 -> count == 16 && in(four, 2221, 2720) || count >= 16 && in(four, 2200, 2204);
            case 3 -> isThree(four, count);
            case 4 -> count == 13 || count == 16 || count == 19;
            case 5 -> count == 16 && in(two, 51, 55) || isMaestro(four) || count == 16 && four / 10 == 508;
            case 6 -> count >= 16 && (in(two, 60, 60) || in(two, 62, 62) || in(two, 64, 65)) || isMaestro(four);
            case 8 -> count >= 16 && in(two, 81, 82);
            case 9 -> count == 16 && four == 9792;
            default -> false;
        };
    }

    private static boolean isThree(int four, int count) {
        int two = four / 100;
        if (two == 34 || two == 37) {
            return count == 15;
        }
        if (in(four, 3528, 3589)) {
            return count >= 16;
        }
        return count >= 14 && (in(four / 10, 300, 305) || four == 3095 || two == 36 || two == 38 || two == 39);
    }

    private static boolean isMaestro(int four) {
        return switch (four) {
            case 5018, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763 -> true;
            default -> false;
        };
    }

    private static boolean in(int value, int first, int last) {
        return value >= first && value <= last;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isSeparator(byte b) {
        return b == ' ' || b == '-' || b == '.' || b == '_' || b == '/';
    }
}
