package io.pharos.router.residency;

import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.router.admin.Versioned;
import io.pharos.router.directory.Tenants;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.directory.Residency;
import io.pharos.tenancy.directory.ResidencyMode;
import io.pharos.tenancy.directory.ResidencyRoute;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** A tenant's policy on where its data may lie; moves are left as they are. */
@Path("/api/v1/tenants/{tenant}/residency")
@RequiresScope(Scope.PLATFORM)
@RunOnVirtualThread
class ResidencyResource {
    private final Tenants tenants;

    ResidencyResource(Tenants tenants) {
        this.tenants = tenants;
    }

    /** The policy with the tenant's version. */
    record ResidencyView(String region, ResidencyMode mode, List<ResidencyRoute> routes, long version)
            implements Versioned {
        static ResidencyView of(Tenant tenant) {
            Residency residency = tenant.residency();
            return new ResidencyView(residency.region(), residency.mode(), residency.routes(), tenant.version());
        }
    }

    /** A policy as the operator writes it; what is left out is the default: anywhere, and no routes. */
    record ResidencyRequest(
            @Nullable String region,
            @Nullable ResidencyMode mode,
            @Nullable List<ResidencyRoute> routes) {
        Residency on(Residency before) {
            return new Residency(
                    region == null ? Residency.ANYWHERE.region() : region,
                    mode == null ? ResidencyMode.CLOUD : mode,
                    routes == null ? List.of() : routes,
                    before.moves());
        }
    }

    @GET
    @Operation(summary = "Where the tenant's data may lie, and which series go to another of its environments")
    public ResidencyView residency(@RestPath TenantId tenant) {
        return ResidencyView.of(tenants.byId(tenant));
    }

    @PUT
    @Operation(
            summary = "Changes the policy",
            description = "In force at every writer within seconds; what is written already stays where it is.")
    public ResidencyView change(
            @Context Caller caller,
            @RestPath TenantId tenant,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            ResidencyRequest request) {
        return ResidencyView.of(tenants.changeResidency(caller, tenant, ifMatch, request::on));
    }
}
