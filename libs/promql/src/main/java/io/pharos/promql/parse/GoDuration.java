package io.pharos.promql.parse;

import io.pharos.promql.lex.GoQuote;

/** Reads durations like {@code 1h30m}: units from large to small, a year being 365 days. */
final class GoDuration {
    /** A duration that cannot be read. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message, null, false, false);
        }
    }

    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1000 * MILLISECOND;
    private static final long DAY = 24 * 3600 * SECOND;

    private GoDuration() {}

    /** The length in nanoseconds. */
    static long parse(String text) throws Invalid {
        long total = 0;
        int lastOrder = 0;
        int at = 0;
        while (at < text.length()) {
            int unitStart = endOfRun(text, at, true);
            int unitEnd = endOfRun(text, unitStart, false);
            if (unitStart == at || unitEnd == unitStart) {
                throw invalid(text);
            }
            long count = count(text, at, unitStart);
            String unit = text.substring(unitStart, unitEnd);
            int order = order(unit);
            if (order == 0) {
                throw new Invalid("unknown unit " + GoQuote.quote(unit) + " in duration " + GoQuote.quote(text));
            }
            if (order <= lastOrder) {
                throw invalid(text);
            }
            lastOrder = order;
            total = plus(total, count, nanoseconds(order));
            at = unitEnd;
        }
        return total;
    }

    /** The length in seconds, rounded as Go does it. */
    static double seconds(long nanoseconds) {
        return (double) (nanoseconds / SECOND) + (double) (nanoseconds % SECOND) / 1e9;
    }

    private static long count(String text, int from, int to) throws Invalid {
        try {
            return Long.parseUnsignedLong(text, from, to, 10);
        } catch (NumberFormatException e) {
            throw invalid(text);
        }
    }

    private static long plus(long total, long count, long unit) throws Invalid {
        if (count < 0 || count > (Long.MAX_VALUE - total) / unit) {
            throw new Invalid("duration out of range");
        }
        return total + count * unit;
    }

    private static int endOfRun(String text, int from, boolean digits) {
        int at = from;
        while (at < text.length() && Character.isDigit(text.charAt(at)) == digits) {
            at++;
        }
        return at;
    }

    private static int order(String unit) {
        return switch (unit) {
            case "y" -> 1;
            case "w" -> 2;
            case "d" -> 3;
            case "h" -> 4;
            case "m" -> 5;
            case "s" -> 6;
            case "ms" -> 7;
            default -> 0;
        };
    }

    private static long nanoseconds(int order) {
        return switch (order) {
            case 1 -> 365 * DAY;
            case 2 -> 7 * DAY;
            case 3 -> DAY;
            case 4 -> 3600 * SECOND;
            case 5 -> 60 * SECOND;
            case 6 -> SECOND;
            default -> MILLISECOND;
        };
    }

    private static Invalid invalid(String text) {
        return new Invalid("not a valid duration string: " + GoQuote.quote(text));
    }
}
