package io.pharos.gateway.request;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times and durations as Prometheus's HTTP API takes them: seconds since the epoch with a fraction, or RFC 3339, to
 * the millisecond; seconds, or {@code 1h30m}. Anything else is refused with the parameter's name.
 */
public final class PrometheusTime {
    /** The least and the greatest time, and how Prometheus's own clients spell them. */
    static final Instant EARLIEST = Instant.ofEpochSecond(Long.MIN_VALUE / 1000 + 62135596801L);

    static final Instant LATEST = Instant.ofEpochSecond(Long.MAX_VALUE / 1000 - 62135596801L, 999_000_000);
    private static final String EARLIEST_TEXT = "-292273086-05-16T16:47:06Z";
    private static final String LATEST_TEXT = "292277025-08-18T07:12:54.999999999Z";

    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
    private static final Pattern UNITS =
            Pattern.compile("(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
    private static final long[] UNIT_MILLIS = {
        31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L
    };
    /** Go's own longest duration, some 292 years. */
    private static final double LONGEST_SECONDS = Long.MAX_VALUE / 1e9;

    private PrometheusTime() {}

    /** The time that {@code text} names, to the millisecond. */
    public static Instant instant(String parameter, String text) {
        if (NUMBER.matcher(text).matches()) {
            return seconds(parameter, text);
        }
        return switch (text) {
            case EARLIEST_TEXT -> EARLIEST;
            case LATEST_TEXT -> LATEST;
            default -> rfc3339(parameter, text);
        };
    }

    private static Instant seconds(String parameter, String text) {
        double value = Double.parseDouble(text);
        double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
        if (!(Math.abs(whole) <= LATEST.getEpochSecond())) {
            throw noTimestamp(parameter, text);
        }
        return Instant.ofEpochSecond((long) whole).plusMillis(Math.round((value - whole) * 1000));
    }

    private static Instant rfc3339(String parameter, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw noTimestamp(parameter, text);
        }
    }

    /** The length of time that {@code text} names; may be negative or zero. */
    public static Duration duration(String parameter, String text) {
        if (NUMBER.matcher(text).matches()) {
            double value = Double.parseDouble(text);
            if (!(Math.abs(value) < LONGEST_SECONDS)) {
                throw noDuration(parameter, text);
            }
            return Duration.ofNanos((long) (value * 1e9));
        }
        return units(parameter, text);
    }

    private static Duration units(String parameter, String text) {
        Matcher matcher = UNITS.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw noDuration(parameter, text);
        }
        try {
            long millis = 0;
            for (int i = 0; i < UNIT_MILLIS.length; i++) {
                String count = matcher.group(i + 1);
                long part = count == null ? 0 : Math.multiplyExact(Long.parseLong(count), UNIT_MILLIS[i]);
                millis = Math.addExact(millis, part);
            }
            return Duration.ofMillis(millis);
        } catch (ArithmeticException | NumberFormatException e) {
            throw noDuration(parameter, text);
        }
    }

    private static Problem noTimestamp(String parameter, String text) {
        return Problem.of(
                Kind.MALFORMED,
                "request.malformed-timestamp",
                unreadable(parameter, text)
                        + " to a valid timestamp: give seconds since 1970 or RFC 3339, such as 2026-01-31T12:00:00Z");
    }

    private static Problem noDuration(String parameter, String text) {
        return Problem.of(
                Kind.MALFORMED,
                "request.malformed-duration",
                unreadable(parameter, text) + " to a valid duration: give seconds, or units such as 1h30m");
    }

    private static String unreadable(String parameter, String text) {
        String shown = text.length() > 64 ? text.substring(0, 64) + "…" : text;
        return "invalid parameter \"" + parameter + "\": cannot parse \"" + shown + '"';
    }
}
