package io.pharos.alert.template.function;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes a moment by an example of Go's reference time, {@code Mon Jan 2 15:04:05 MST 2006}, in UTC. */
final class TimeLayout {
    private record Part(String example, String pattern) {}

    /** Of two examples that start alike, the longer is first. */
    private static final List<Part> PARTS = List.of(
            new Part("January", "MMMM"),
            new Part("Jan", "MMM"),
            new Part("Monday", "EEEE"),
            new Part("Mon", "EEE"),
            new Part("MST", "'UTC'"),
            new Part("2006", "uuuu"),
            new Part("Z07:00", "'Z'"),
            new Part("Z0700", "'Z'"),
            new Part("-07:00", "'+00:00'"),
            new Part("-0700", "'+0000'"),
            new Part("-07", "'+00'"),
            new Part(".000000000", ".SSSSSSSSS"),
            new Part(".000000", ".SSSSSS"),
            new Part(".000", ".SSS"),
            new Part("002", "DDD"),
            new Part("01", "MM"),
            new Part("02", "dd"),
            new Part("03", "hh"),
            new Part("04", "mm"),
            new Part("05", "ss"),
            new Part("06", "uu"),
            new Part("15", "HH"),
            new Part("PM", "a"),
            new Part("1", "M"),
            new Part("2", "d"),
            new Part("3", "h"),
            new Part("4", "m"),
            new Part("5", "s"));

    private TimeLayout() {}

    static String format(String layout, Instant time) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < layout.length()) {
            Part part = partAt(layout, at);
            out.append(part.pattern.isEmpty() ? part.example : write(part.pattern, time));
            at += part.example.length();
        }
        return out.toString();
    }

    private static Part partAt(String layout, int at) {
        return PARTS.stream()
                .filter(part -> layout.startsWith(part.example, at))
                .findFirst()
                .orElseGet(() -> new Part(layout.substring(at, at + 1), ""));
    }

    private static String write(String pattern, Instant time) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(time);
    }
}
