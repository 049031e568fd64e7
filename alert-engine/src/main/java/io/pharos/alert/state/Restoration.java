package io.pharos.alert.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Rebuilds a rule's state from the series it wrote, for whoever evaluates the rule next. What fired, fires on, whatever
 * its {@code for}; what was pending goes on waiting, the time away not counted. Follows {@code RestoreForState} of
 * Prometheus's {@code rules/group.go}, and comes before the first evaluation rather than after the second, so that
 * nothing falls back to pending.
 *
 * @param grace a condition that needs at least this long is given this long to clear after the time away
 * @param tolerance alerts that were last seen longer ago are forgotten
 */
public record Restoration(Duration grace, Duration tolerance) {
    /** Prometheus's defaults: 10 minutes and one hour. */
    public static Restoration standard() {
        return new Restoration(Duration.ofMinutes(10), Duration.ofHours(1));
    }

    /** The state with which the rule's first evaluation here begins. */
    public RuleState restore(AlertPolicy policy, Collection<StoredAlert> stored, Instant now) {
        List<ActiveAlert> alerts = stored.stream()
                .filter(alert -> !alert.lastSeen().isBefore(now.minus(tolerance)))
                .map(alert -> restored(policy, alert, now))
                .toList();
        AlertSet set = AlertSet.of(alerts);
        return new RuleState(set, set, new Health.Unknown());
    }

    private ActiveAlert restored(AlertPolicy policy, StoredAlert stored, Instant now) {
        AlertPhase phase = stored.firing()
                ? new AlertPhase.Firing(stored.activeAt(), stored.activeAt().plus(policy.hold()), null)
                : new AlertPhase.Pending(since(policy, stored, now));
        return new ActiveAlert(stored.labels(), Collections.emptySortedMap(), Double.NaN, phase, null);
    }

    private Instant since(AlertPolicy policy, StoredAlert stored, Instant now) {
        Duration hold = policy.hold();
        Duration remaining = hold.minus(Duration.between(stored.activeAt(), stored.lastSeen()));
        if (!remaining.isPositive()) {
            return stored.activeAt();
        }
        boolean soon = hold.compareTo(grace) >= 0 && remaining.compareTo(grace) < 0;
        return soon ? now.plus(grace).minus(hold) : stored.activeAt().plus(Duration.between(stored.lastSeen(), now));
    }
}
