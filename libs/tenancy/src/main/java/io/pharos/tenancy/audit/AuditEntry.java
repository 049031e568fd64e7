package io.pharos.tenancy.audit;

import io.pharos.model.TenantId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One administrative act: who did what to which thing, for which tenant (none for the platform's own), when, and how
 * it ended. Details never hold a secret.
 */
public record AuditEntry(
        Instant at,
        String actor,
        String action,
        String target,
        @Nullable TenantId tenant,
        Outcome outcome,
        Map<String, String> details) {
    /** How an act ended. */
    public enum Outcome {
        DONE,
        REFUSED,
        FAILED
    }

    public AuditEntry {
        if (actor.isBlank() || action.isBlank() || target.isBlank()) {
            throw new IllegalArgumentException("an entry says who did what to which thing");
        }
        details = Map.copyOf(details);
    }
}
