package io.pharos.alert.state;

import io.pharos.alert.series.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * An alert that is pending or firing, or was firing lately.
 *
 * @param annotations as expanded at the last evaluation that returned it, not to be changed
 * @param value at that evaluation; NaN where it was restored and not seen since
 * @param lastSentAt null where it was never sent
 */
public record ActiveAlert(
        Labels labels,
        SortedMap<String, String> annotations,
        double value,
        AlertPhase phase,
        @Nullable Instant lastSentAt) {

    static ActiveAlert begun(AlertResult result, Instant now) {
        return new ActiveAlert(
                result.labels(), result.annotations(), result.value(), new AlertPhase.Pending(now), null);
    }

    ActiveAlert seen(AlertResult result) {
        return new ActiveAlert(labels, result.annotations(), result.value(), phase, lastSentAt);
    }

    ActiveAlert in(AlertPhase other) {
        return other.equals(phase) ? this : new ActiveAlert(labels, annotations, value, other, lastSentAt);
    }

    ActiveAlert sentAt(Instant now) {
        return new ActiveAlert(labels, annotations, value, phase, now);
    }

    ActiveAlert untold() {
        return lastSentAt == null ? this : new ActiveAlert(labels, annotations, value, phase, null);
    }

    /** Never while pending; at once when resolved; else when the last time is more than the delay ago. */
    boolean needsSending(Instant now, Duration resendDelay) {
        return switch (phase) {
            case AlertPhase.Pending _ -> false;
            case AlertPhase.Firing _ -> isDue(now, resendDelay);
            case AlertPhase.Resolved r ->
                lastSentAt == null || r.resolvedAt().isAfter(lastSentAt) || isDue(now, resendDelay);
        };
    }

    private boolean isDue(Instant now, Duration resendDelay) {
        return lastSentAt == null || lastSentAt.plus(resendDelay).isBefore(now);
    }
}
