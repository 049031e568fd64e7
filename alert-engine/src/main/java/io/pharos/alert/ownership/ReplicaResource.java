package io.pharos.alert.ownership;

import io.pharos.model.Scope;
import io.pharos.tenancy.context.RequiresScope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Tells other replicas which one this is. */
@Path(ReplicaResource.PATH)
@RequiresScope(Scope.INTERNAL)
@RunOnVirtualThread
class ReplicaResource {
    static final String PATH = "/internal/v1/replica";

    private final Ownership ownership;

    ReplicaResource(Ownership ownership) {
        this.ownership = ownership;
    }

    record ReplicaView(String id) {}

    @GET
    @Operation(hidden = true)
    public ReplicaView replica() {
        return new ReplicaView(ownership.me().id());
    }
}
