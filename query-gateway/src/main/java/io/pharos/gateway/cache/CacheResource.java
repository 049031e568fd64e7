package io.pharos.gateway.cache;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.pharos.tenancy.directory.TenantDirectory;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A tenant's kept results of queries. */
@Path("/api/v1/queries/cache")
@Tag(name = "query")
@RunOnVirtualThread
class CacheResource {
    private final RangeCache cache;
    private final TenantDirectory directory;

    CacheResource(RangeCache cache, TenantDirectory directory) {
        this.cache = cache;
        this.directory = directory;
    }

    /** How many results are gone. */
    record Purged(long results) {}

    @DELETE
    @RequiresScope(value = Scope.METRICS_READ, admin = true)
    @Operation(
            summary = "Forgets the kept results of all of the tenant's queries",
            description = "After this, every query reads the engine again; needed after data was deleted there.")
    public Purged purge(@Context TenantContext caller) {
        try {
            return new Purged(cache.purge(
                            caller.tenant(),
                            directory.tenant(caller.tenant()).environments().keySet())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join());
        } catch (CompletionException e) {
            throw Problem.of(
                            Kind.UNAVAILABLE,
                            "query.cache-unavailable",
                            "The cache cannot be reached now, nothing of it is used meanwhile; try again later.",
                            e)
                    .retryAfter(Duration.ofSeconds(1));
        }
    }
}
