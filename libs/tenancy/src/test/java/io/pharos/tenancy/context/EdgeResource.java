package io.pharos.tenancy.context;

import io.pharos.model.Scope;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** Resources of each kind, for the filter to guard. */
@Path("/edge")
@RunOnVirtualThread
@RequiresScope(Scope.METRICS_READ)
class EdgeResource {
    @GET
    @Path("/tenant")
    public String tenant(@Context TenantContext context) {
        return context.tenant() + " " + context.environment() + " "
                + context.caller().role().value() + " " + Thread.currentThread().isVirtual();
    }

    @GET
    @Path("/admin")
    @RequiresScope(value = Scope.METRICS_READ, admin = true)
    public String admin(@Context TenantContext context) {
        return context.tenant().value();
    }

    @GET
    @Path("/platform")
    @RequiresScope(Scope.PLATFORM)
    public String platform(@Context Caller caller) {
        return caller.subject();
    }

    @GET
    @Path("/suite")
    @RequiresScope(Scope.INTERNAL)
    public String suite(@Context Caller caller) {
        return caller.subject();
    }

    @GET
    @Path("/open")
    @Open
    public String open() {
        return "open";
    }

    @GET
    @Path("/broken")
    @Open
    public String broken() {
        throw new IllegalArgumentException("secret insides");
    }

    @POST
    @Path("/body")
    @Open
    public Tenant body(Tenant tenant) {
        return tenant;
    }
}
