package io.pharos.gateway.api;

import io.pharos.model.Role;
import io.pharos.model.TenantId;
import io.pharos.tenancy.context.TenantContext;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.QueryLimits;
import io.pharos.tenancy.directory.Tenant;

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

    String client() {
        return context.caller().clientId();
    }

    /** What this caller may ask: by the plan's custom role where the caller has one, else by the token's role. */
    QueryLimits limits() {
        Tenant tenant = route.tenant();
        QueryLimits ofRole = tenant.limits().query(role());
        return tenant.plan()
                .roleOf(user(), client())
                .map(custom -> custom.limits().orElse(ofRole))
                .orElse(ofRole);
    }
}
