package io.pharos.alert.template.value;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes values as Go's {@code %v} does. */
public final class ValueText {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral(" +0000 UTC")
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final long SECOND = 1_000_000_000;

    private ValueText() {}

    public static String of(Value value) {
        return switch (value) {
            case Value.Nothing _ -> "<nil>";
            case Value.Truth truth -> Boolean.toString(truth.value());
            case Value.Whole whole -> Long.toString(whole.value());
            case Value.Decimal decimal -> GoDecimal.of(decimal.value());
            case Value.Text text -> text.value();
            case Value.Moment moment -> time(moment.value());
            case Value.Span span -> duration(span.value());
            case Value.Items items ->
                items.values().stream().map(ValueText::of).collect(Collectors.joining(" ", "[", "]"));
            case Value.Texts texts ->
                texts.entries().entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .collect(Collectors.joining(" ", "map[", "]"));
            case Value.Entries map ->
                map.entries().entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + of(entry.getValue()))
                        .collect(Collectors.joining(" ", "map[", "]"));
            case Value.Structure structure ->
                structure.fields().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> of(entry.getValue()))
                        .collect(Collectors.joining(" ", "{", "}"));
        };
    }

    /** As {@code time.Time.String} has it, in UTC. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    /** As {@code time.Duration.String} has it: {@code 1h2m3.5s}. */
    public static String duration(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos == 0) {
            return "0s";
        }
        String sign = nanos < 0 ? "-" : "";
        long size = Math.abs(nanos);
        if (size < 1_000) {
            return sign + size + "ns";
        }
        if (size < SECOND) {
            boolean micros = size < 1_000_000;
            return sign + GoDecimal.fixed(size / (micros ? 1e3 : 1e6), GoDecimal.SHORTEST) + (micros ? "µs" : "ms");
        }
        return sign + hours(size);
    }

    private static String hours(long nanos) {
        long minutes = nanos / (60 * SECOND);
        String seconds = BigDecimal.valueOf(nanos % (60 * SECOND), 9)
                        .stripTrailingZeros()
                        .toPlainString()
                + "s";
        if (minutes == 0) {
            return seconds;
        }
        return minutes < 60 ? minutes + "m" + seconds : minutes / 60 + "h" + minutes % 60 + "m" + seconds;
    }
}
