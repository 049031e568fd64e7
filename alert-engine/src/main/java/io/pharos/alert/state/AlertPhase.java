package io.pharos.alert.state;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where an alert is in its life; {@code since} is when its condition began to hold. */
public sealed interface AlertPhase {
    Instant since();

    /** The condition has not held long enough. */
    record Pending(Instant since) implements AlertPhase {}

    /** The alert fires; {@code missingSince} is when its condition went away, while it is kept firing. */
    record Firing(Instant since, Instant firedAt, @Nullable Instant missingSince) implements AlertPhase {}

    /** It has fired, and does not any more. */
    record Resolved(Instant since, Instant firedAt, Instant resolvedAt) implements AlertPhase {}

    /** Whether it counts as an alert: pending or firing. */
    default boolean isActive() {
        return !(this instanceof Resolved);
    }

    /**
     * With the condition true now: fires once it held long enough, and is pending again where the rule now asks for
     * more. Only for active alerts.
     */
    default AlertPhase held(Duration hold, Instant now) {
        boolean longEnough = Duration.between(since(), now).compareTo(hold) >= 0;
        return switch (this) {
            case Pending p -> longEnough ? new Firing(p.since, now, null) : p;
            case Firing f -> longEnough ? f : new Pending(f.since);
            case Resolved _ -> new Pending(now).held(hold, now);
        };
    }
}
