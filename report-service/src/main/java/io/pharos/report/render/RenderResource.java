package io.pharos.report.render;

import io.pharos.model.Scope;
import io.pharos.report.turn.FairPool;
import io.pharos.tenancy.context.RequiresScope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** PDF for the suite's own services. */
@Path("/internal/v1/render")
@RequiresScope(Scope.INTERNAL)
@RunOnVirtualThread
class RenderResource {
    private final FairPool<Renderer> pool;
    private final RenderMeter meter;

    RenderResource(FairPool<Renderer> pool, RenderMeter meter) {
        this.pool = pool;
        this.meter = meter;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces("application/pdf")
    public byte[] render(RenderRequest request) {
        return meter.time(() -> pool.run(request.tenant(), (renderer, deadline) -> renderer.render(request, deadline)));
    }
}
