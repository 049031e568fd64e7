package io.pharos.tenancy.directory;

import io.pharos.model.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that no longer count although they verify: single ones by {@code jti}, and all of a client or of a tenant
 * that were issued before an instant.
 */
public record Revocations(Set<String> jtis, Map<String, Instant> clients, Map<TenantId, Instant> tenantsIssuedBefore) {
    public static final Revocations NONE = new Revocations(Set.of(), Map.of(), Map.of());

    public Revocations {
        Given.all("revocations", jtis, clients, tenantsIssuedBefore);
        jtis = Set.copyOf(jtis);
        clients = Map.copyOf(clients);
        tenantsIssuedBefore = Map.copyOf(tenantsIssuedBefore);
    }

    /** Whether a token is revoked by its own id or with its client. */
    public boolean revokes(String jti, String clientId, Instant issuedAt) {
        return jtis.contains(jti) || isBefore(issuedAt, clients.get(clientId));
    }

    /** Whether all tokens of a tenant as old as this one are revoked. */
    public boolean revokes(TenantId tenant, Instant issuedAt) {
        return isBefore(issuedAt, tenantsIssuedBefore.get(tenant));
    }

    private static boolean isBefore(Instant issuedAt, @Nullable Instant limit) {
        return limit != null && issuedAt.isBefore(limit);
    }
}
