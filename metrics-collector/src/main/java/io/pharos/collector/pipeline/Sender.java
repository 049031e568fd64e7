package io.pharos.collector.pipeline;

import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.IngestLimits;

/** Somebody who was let in to write: where to, and who is charged. */
public record Sender(EngineRoute route, String userId) {
    public TenantId tenant() {
        return route.tenant().id();
    }

    public IngestLimits limits() {
        return route.tenant().limits().ingest();
    }
}
