package io.pharos.billing.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.billing.telemetry.UsageSeriesStore.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Usage in Prometheus's text format: {@code pharos_usage_<resource>{service_id="…"}} at the end of its hour, and with
 * {@code kind="late"} at the time when it was known, so that a sum over time is what is billed.
 */
final class UsageText {
    private static final Duration HOUR = Duration.ofHours(1);

    private UsageText() {}

    static byte[] ofHours(List<Point> points) {
        StringBuilder text = new StringBuilder();
        points.forEach(point -> line(text, point, "", point.hour().plus(HOUR)));
        return text.toString().getBytes(UTF_8);
    }

    static byte[] ofLate(List<Point> points) {
        StringBuilder text = new StringBuilder();
        points.stream()
                .filter(point -> point.quantity().signum() != 0)
                .forEach(point -> line(text, point, ",kind=\"late\"", point.asOf()));
        return text.toString().getBytes(UTF_8);
    }

    private static void line(StringBuilder text, Point point, String labels, Instant at) {
        text.append("pharos_usage_")
                .append(point.resourceType().replaceAll("[^a-zA-Z0-9_]", "_"))
                .append("{service_id=\"")
                .append(escaped(point.service()))
                .append('"')
                .append(labels)
                .append("} ")
                .append(point.quantity().doubleValue())
                .append(' ')
                .append(at.toEpochMilli())
                .append('\n');
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
