package io.pharos.tenancy.context;

import io.pharos.model.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** A resource on the event loop. */
@Path("/edge/loop")
@RequiresScope(Scope.METRICS_READ)
class LoopResource {
    @GET
    public Uni<String> loop(@Context TenantContext context) {
        return Uni.createFrom().item(context.tenant().value());
    }
}
