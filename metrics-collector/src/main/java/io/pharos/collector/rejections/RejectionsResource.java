package io.pharos.collector.rejections;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** The series of a tenant that were not stored lately. */
@Path("/api/v1/rejections")
@Tag(name = "ingest")
@RunOnVirtualThread
class RejectionsResource {
    private static final Logger LOG = Logger.getLogger(RejectionsResource.class);

    private final RejectionLog log;
    private final RejectionStore store;

    RejectionsResource(RejectionLog log, RejectionStore store) {
        this.log = log;
        this.store = store;
    }

    /** The latest first; not {@code complete} while only this collector's own can be told. */
    record View(List<RejectedSeries> rejections, boolean complete) {}

    @GET
    @RequiresScope(Scope.METRICS_READ)
    @Operation(
            summary = "The last hundred series that were not stored, with reasons",
            description = "A reason that is a limit tells the limit, the tenant's figure and who can raise it."
                    + " Payment card numbers are left out.")
    public View rejections(@Context TenantContext caller) {
        TenantId tenant = caller.tenant();
        List<RejectedSeries> all = new ArrayList<>(log.unshared(tenant));
        try {
            all.addAll(store.ofTenant(tenant));
        } catch (IllegalStateException | JsonProcessingException e) {
            LOG.infof("rejections at other collectors cannot be told: %s", e.getMessage());
            return new View(List.copyOf(all), false);
        }
        return new View(List.copyOf(all.subList(0, Math.min(RejectionLog.KEPT, all.size()))), true);
    }
}
