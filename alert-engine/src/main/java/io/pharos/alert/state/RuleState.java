package io.pharos.alert.state;

import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Point;
import java.time.Instant;
import java.util.List;

/**
 * All that is remembered of an alert rule between two evaluations.
 *
 * @param written the alerts whose series were written last; differs from {@code alerts} once the limit has cleared them
 */
public record RuleState(AlertSet alerts, AlertSet written, Health health) {
    /** A rule of which nothing is known. */
    public static RuleState fresh() {
        return new RuleState(AlertSet.NONE, AlertSet.NONE, new Health.Unknown());
    }

    /** The same, with nobody told of the alerts yet: those that fire are told at the next evaluation. */
    public RuleState untold() {
        AlertSet same =
                AlertSet.of(alerts.all().stream().map(ActiveAlert::untold).toList());
        return new RuleState(same, written.equals(alerts) ? same : written, health);
    }

    /** The rule's state as the API shows it: unknown before the first evaluation. */
    public RuleStatus status() {
        RuleStatus least = health instanceof Health.Unknown ? RuleStatus.UNKNOWN : RuleStatus.INACTIVE;
        return alerts.all().stream()
                .map(alert -> RuleStatus.of(alert.phase()))
                .reduce(least, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    /** When the condition of an alert began to hold: now, where it is not active yet. */
    public Instant activeSince(Labels labels, Instant now) {
        ActiveAlert alert = alerts.get(labels);
        return alert != null && alert.phase().isActive() ? alert.phase().since() : now;
    }

    /** The end of all series that were written, for a rule that is evaluated no more. */
    public List<Point> ends(Instant at) {
        return AlertSeries.changes(written, AlertSet.NONE, at);
    }

    /** Whether the alerts are shown as they were, because what they are now is unknown. */
    public boolean isFrozen() {
        return health instanceof Health.Failed;
    }
}
