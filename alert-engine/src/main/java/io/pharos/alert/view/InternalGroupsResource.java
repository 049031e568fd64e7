package io.pharos.alert.view;

import io.pharos.model.Environment;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.tenancy.context.RequiresScope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** Tells other replicas of the groups that run here. */
@Path(InternalGroupsResource.PATH)
@RequiresScope(Scope.INTERNAL)
@RunOnVirtualThread
class InternalGroupsResource {
    static final String PATH = "/internal/v1/groups";

    private final GroupViews views;

    InternalGroupsResource(GroupViews views) {
        this.views = views;
    }

    @GET
    @Path("/{tenant}/{environment}")
    @Operation(hidden = true)
    public List<GroupJson> groups(@RestPath String tenant, @RestPath String environment) {
        return views.here(new TenantId(tenant), new Environment(environment));
    }
}
