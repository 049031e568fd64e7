package io.pharos.billing.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.billing.telemetry.UsageSeriesStore.Point;
import java.time.Duration;
import java.util.List;

/** Usage of an hour in Prometheus's text format: {@code pharos_usage_<resource>{service_id="…"}}, at the hour's end. */
final class UsageText {
    private static final Duration HOUR = Duration.ofHours(1);

    private UsageText() {}

    static byte[] of(List<Point> points) {
        StringBuilder text = new StringBuilder();
        for (Point point : points) {
            text.append("pharos_usage_")
                    .append(point.resourceType().replaceAll("[^a-zA-Z0-9_]", "_"))
                    .append("{service_id=\"")
                    .append(escaped(point.service()))
                    .append("\"} ")
                    .append(point.quantity().doubleValue())
                    .append(' ')
                    .append(point.hour().plus(HOUR).toEpochMilli())
                    .append('\n');
        }
        return text.toString().getBytes(UTF_8);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
