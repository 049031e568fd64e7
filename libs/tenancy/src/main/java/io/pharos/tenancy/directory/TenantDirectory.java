package io.pharos.tenancy.directory;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is known of tenants, in memory: answers at once and never blocks. It serves what it knows while its source is
 * out of reach, and says how old that is. Before the first load every answer is a problem UNAVAILABLE.
 */
public interface TenantDirectory {
    /** The tenant, or a problem NOT_FOUND. */
    Tenant tenant(TenantId id);

    Optional<Tenant> find(TenantId id);

    /** All tenants, in no order. */
    List<Tenant> tenants();

    /** The engine that holds the tenant's environment, or a problem NOT_FOUND that names what is missing. */
    EngineRoute route(TenantId id, Environment environment);

    Revocations revocations();

    /** How long ago the source last confirmed what is known here. */
    Duration age();

    /** The source's revision of what is known here; grows with every change. */
    long revision();
}
