package io.pharos.alert.state;

import java.time.Instant;

/**
 * An alert to be told to Alertmanager. A firing one ends, unless it is sent again, at {@code endsAt}; a resolved one
 * ended then.
 */
public record Notification(ActiveAlert alert, Instant startsAt, Instant endsAt) {
    public boolean isResolved() {
        return alert.phase() instanceof AlertPhase.Resolved;
    }
}
