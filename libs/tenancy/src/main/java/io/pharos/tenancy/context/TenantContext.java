package io.pharos.tenancy.context;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.tenancy.token.Caller;

/** A request that was let in: for which tenant and environment, and who asks. Made by {@link TenantGate} alone. */
public record TenantContext(TenantId tenant, Environment environment, Caller.TenantCaller caller) implements Admission {
    public TenantContext {
        if (!caller.tenant().equals(tenant)) {
            throw new IllegalArgumentException("a caller of " + caller.tenant() + " in the context of " + tenant);
        }
    }
}
