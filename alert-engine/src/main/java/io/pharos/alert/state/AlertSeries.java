package io.pharos.alert.state;

import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The series {@code ALERTS}, which is 1 while an alert is active, and {@code ALERTS_FOR_STATE}, which is the second at
 * which its condition began to hold. A series that is not written any more gets a stale marker.
 */
final class AlertSeries {
    private static final Labels PENDING = alerts("pending");
    private static final Labels FIRING = alerts("firing");
    private static final Labels FOR_STATE = Labels.of(Map.of(Labels.METRIC_NAME, "ALERTS_FOR_STATE"));

    private final Instant at;
    private final List<Point> points = new ArrayList<>();

    private AlertSeries(Instant at) {
        this.at = at;
    }

    static List<Point> changes(AlertSet before, AlertSet after, Instant at) {
        AlertSeries series = new AlertSeries(at);
        after.all().forEach(series::write);
        before.all().forEach(old -> series.end(old, after.get(old.labels())));
        return series.points;
    }

    private void write(ActiveAlert alert) {
        if (alert.phase().isActive()) {
            points.add(new Point(alerts(alert), at, 1));
            points.add(new Point(forState(alert), at, alert.phase().since().getEpochSecond()));
        }
    }

    private void end(ActiveAlert old, @Nullable ActiveAlert now) {
        if (!old.phase().isActive()) {
            return;
        }
        if (now == null || !now.phase().isActive()) {
            points.add(Point.stale(alerts(old), at));
            points.add(Point.stale(forState(old), at));
        } else if (isFiring(old) != isFiring(now)) {
            points.add(Point.stale(alerts(old), at));
        }
    }

    private static Labels alerts(String state) {
        return Labels.of(Map.of(Labels.METRIC_NAME, "ALERTS", "alertstate", state));
    }

    private static Labels alerts(ActiveAlert alert) {
        return alert.labels().withAll(isFiring(alert) ? FIRING : PENDING);
    }

    private static Labels forState(ActiveAlert alert) {
        return alert.labels().withAll(FOR_STATE);
    }

    private static boolean isFiring(ActiveAlert alert) {
        return alert.phase() instanceof AlertPhase.Firing;
    }
}
