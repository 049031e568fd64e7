package io.pharos.gateway.limits;

import java.time.Duration;

/** Durations as PromQL spells them, for people: {@code 1h30m}, {@code 250ms}. */
final class Durations {
    private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
    private static final long[] MILLIS = {86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L};

    private Durations() {}

    static String text(Duration length) {
        long left = millis(length);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < UNITS.length; i++) {
            if (left >= MILLIS[i]) {
                text.append(left / MILLIS[i]).append(UNITS[i]);
                left %= MILLIS[i];
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }

    /** Rounded up, so that what is over a limit never reads as being equal to it. */
    private static long millis(Duration length) {
        return length.getSeconds() > Long.MAX_VALUE / 1001
                ? Long.MAX_VALUE
                : length.plusNanos(999_999).toMillis();
    }
}
