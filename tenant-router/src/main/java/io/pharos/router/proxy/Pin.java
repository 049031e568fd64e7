package io.pharos.router.proxy;

import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * Which of a service's replicas a request belongs to: a tenant has so many of them, and a sender one of these, as long
 * as they are there. Who has no tenant goes anywhere.
 *
 * @param shards over how many replicas the tenant is spread; 0 for all
 */
record Pin(@Nullable TenantId tenant, String sender, int shards) {
    static final Pin NONE = new Pin(null, "", 0);

    static Pin of(Tenant tenant, String sender) {
        return new Pin(tenant.id(), sender, tenant.limits().ingest().ingestionTenantShardSize());
    }

    String tenantKey() {
        return tenant == null ? "" : tenant.value();
    }
}
