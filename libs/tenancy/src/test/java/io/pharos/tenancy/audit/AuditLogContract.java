package io.pharos.tenancy.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.tenancy.audit.AuditEntry.Outcome;
import io.pharos.tenancy.testing.Tenants;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every audit log does. */
interface AuditLogContract {
    AuditLog log();

    /** All entries in the order of writing. */
    List<AuditEntry> entries();

    @Test
    default void keepsEntriesInTheOrderOfWriting() {
        AuditEntry tenants = new AuditEntry(
                Instant.parse("2026-01-02T03:04:05.678Z"),
                "ann",
                "client.create",
                "acme-agent",
                Tenants.ACME,
                Outcome.DONE,
                Map.of("role", "dev"));
        AuditEntry platforms = new AuditEntry(
                Instant.parse("2026-01-02T03:04:06Z"),
                "platform-admin",
                "engine.update",
                "shared",
                null,
                Outcome.REFUSED,
                Map.of());
        log().append(tenants);
        log().append(platforms);
        assertThat(entries()).containsExactly(tenants, platforms);
    }
}
