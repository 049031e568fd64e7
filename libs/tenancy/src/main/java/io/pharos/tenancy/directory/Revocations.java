package io.pharos.tenancy.directory;

import io.pharos.model.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Tokens that no longer count although they verify: single ones by {@code jti}, all of a client, and all of a tenant
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
}
