package io.pharos.gateway.api;

import io.pharos.model.Role;
import io.pharos.model.TenantId;
import io.pharos.tenancy.context.TenantContext;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.QueryLimits;

/** A caller who was let in, with the engine that holds the data and the limits that hold for the role. */
record ReadContext(TenantContext context, EngineRoute route) {
    TenantId tenant() {
        return context.tenant();
    }

    String user() {
        return context.caller().subject();
    }

    Role role() {
        return context.caller().role();
    }

    QueryLimits limits() {
        return route.tenant().limits().query(role());
    }
}
