package io.pharos.promql.print;

/** Writes durations as PromQL reads them: {@code 1h30m}; years and weeks only where nothing else is left. */
public final class DurationText {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long SECOND = 1000;
    private static final long DAY = 24 * 3600 * SECOND;

    private DurationText() {}

    /** A length of time in nanoseconds, cut to milliseconds; for a negative one the caller writes the sign. */
    public static String of(long nanos) {
        StringBuilder out = new StringBuilder();
        append(out, nanos);
        return out.toString();
    }

    static void append(StringBuilder out, long nanos) {
        long left = nanos / NANOS_PER_MILLI;
        if (left == 0) {
            out.append("0s");
            return;
        }
        left = left % (365 * DAY) == 0 ? unit(out, left, 365 * DAY, "y") : left;
        left = left % (7 * DAY) == 0 ? unit(out, left, 7 * DAY, "w") : left;
        left = unit(out, left, DAY, "d");
        left = unit(out, left, 3600 * SECOND, "h");
        left = unit(out, left, 60 * SECOND, "m");
        left = unit(out, left, SECOND, "s");
        unit(out, left, 1, "ms");
    }

    private static long unit(StringBuilder out, long millis, long length, String unit) {
        long count = millis / length;
        if (count > 0) {
            out.append(count).append(unit);
            return millis - count * length;
        }
        return millis;
    }
}
