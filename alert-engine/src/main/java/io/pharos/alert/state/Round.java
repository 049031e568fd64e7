package io.pharos.alert.state;

import io.pharos.alert.series.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One pass over a rule's alerts at one time: each moves on, and is sent where that is due. */
final class Round {
    /** How long a resolved alert is remembered and sent again. */
    private static final Duration RESOLVED_RETENTION = Duration.ofMinutes(15);

    private final AlertPolicy policy;
    private final Instant now;
    private final List<ActiveAlert> alerts = new ArrayList<>();
    private final List<Notification> notifications = new ArrayList<>();
    private int active;

    Round(AlertPolicy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    /** Everybody as they are: only what is due is sent. */
    Round frozen(AlertSet before) {
        before.all().forEach(this::add);
        return this;
    }

    /** Everybody by what was found; results are consumed. */
    Round with(AlertSet before, Map<Labels, AlertResult> found) {
        for (ActiveAlert alert : before.all()) {
            AlertResult result = found.remove(alert.labels());
            ActiveAlert next = result == null ? missing(alert) : present(alert, result);
            if (next != null) {
                add(next);
            }
        }
        found.values().forEach(result -> add(held(ActiveAlert.begun(result, now))));
        return this;
    }

    boolean isOverLimit() {
        return policy.limit() > 0 && active > policy.limit();
    }

    int active() {
        return active;
    }

    AlertSet alerts() {
        return AlertSet.of(alerts);
    }

    List<Notification> notifications() {
        return notifications;
    }

    private ActiveAlert present(ActiveAlert alert, AlertResult result) {
        return switch (alert.phase()) {
            case AlertPhase.Resolved _ -> held(ActiveAlert.begun(result, now));
            case AlertPhase.Pending _ -> held(alert.seen(result));
            case AlertPhase.Firing f ->
                held(alert.seen(result).in(new AlertPhase.Firing(f.since(), f.firedAt(), null)));
        };
    }

    private ActiveAlert held(ActiveAlert alert) {
        return alert.in(alert.phase().held(policy.hold(), now));
    }

    /** What becomes of an alert that the query did not return; null where it is forgotten. */
    private @Nullable ActiveAlert missing(ActiveAlert alert) {
        return switch (alert.phase()) {
            case AlertPhase.Pending _ -> null;
            case AlertPhase.Firing f -> missing(alert, f);
            case AlertPhase.Resolved r -> isOver(r.resolvedAt(), RESOLVED_RETENTION) ? null : alert;
        };
    }

    private ActiveAlert missing(ActiveAlert alert, AlertPhase.Firing firing) {
        Instant since = firing.missingSince() == null ? now : firing.missingSince();
        if (Duration.between(since, now).compareTo(policy.keepFiringFor()) < 0) {
            return held(alert.in(new AlertPhase.Firing(firing.since(), firing.firedAt(), since)));
        }
        return alert.in(new AlertPhase.Resolved(firing.since(), firing.firedAt(), now));
    }

    private boolean isOver(Instant start, Duration length) {
        return Duration.between(start, now).compareTo(length) > 0;
    }

    private void add(ActiveAlert alert) {
        active += alert.phase().isActive() ? 1 : 0;
        if (alert.needsSending(now, policy.resendDelay())) {
            ActiveAlert sent = alert.sentAt(now);
            alerts.add(sent);
            notification(sent);
        } else {
            alerts.add(alert);
        }
    }

    private void notification(ActiveAlert alert) {
        switch (alert.phase()) {
            case AlertPhase.Pending _ -> throw new IllegalStateException("a pending alert is not sent");
            case AlertPhase.Firing f ->
                notifications.add(new Notification(alert, f.firedAt(), now.plus(policy.validity())));
            case AlertPhase.Resolved r -> notifications.add(new Notification(alert, r.firedAt(), r.resolvedAt()));
        }
    }
}
