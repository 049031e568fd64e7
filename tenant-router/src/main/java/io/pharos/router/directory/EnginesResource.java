package io.pharos.router.directory;

import io.pharos.model.Scope;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The engines that tenants' data lives in, for the platform's administration. */
@Path("/api/v1/engines")
@RequiresScope(Scope.PLATFORM)
@RunOnVirtualThread
class EnginesResource {
    private final Engines engines;

    EnginesResource(Engines engines) {
        this.engines = engines;
    }

    /** All engines by name. */
    record EnginesView(List<EngineView> engines) {}

    @GET
    public EnginesView all() {
        return new EnginesView(engines.all());
    }

    @GET
    @Path("/{engine}")
    public EngineView engine(@RestPath String engine) {
        return engines.byId(engine);
    }

    /** Makes the engine, or changes it: with If-Match only as it was read. */
    @PUT
    @Path("/{engine}")
    public EngineView put(
            @Context Caller caller,
            @RestPath String engine,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            EngineRequest request) {
        return engines.put(caller, request.engine(engine), ifMatch);
    }

    @DELETE
    @Path("/{engine}")
    public void delete(@Context Caller caller, @RestPath String engine) {
        engines.remove(caller, engine);
    }
}
