package io.pharos.collector.metadata;

import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.tenancy.context.RequiresScope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What senders told of a tenant's metrics, for the gateway's {@code /metadata}; with a service's own token, and never
 * routed from outside. A limit below 0 is none, as in Prometheus.
 */
@Path("/internal/v1/tenants/{tenant}/metadata")
@RequiresScope(Scope.INTERNAL)
@RunOnVirtualThread
class MetadataResource {
    private final Database database;
    private final MetadataStore store;
    private final MetadataConfig config;

    MetadataResource(Database database, MetadataStore store, MetadataConfig config) {
        this.database = database;
        this.store = store;
        this.config = config;
    }

    /** One sender's word, in Prometheus's shape. */
    record View(String type, String help, String unit) {}

    @GET
    @Operation(hidden = true)
    public Map<String, List<View>> metadata(
            @PathParam("tenant") String tenant,
            @QueryParam("metric") @Nullable String metric,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("limit_per_metric") @Nullable Integer limitPerMetric) {
        TenantId id = new TenantId(tenant);
        int most = limit == null || limit < 0 ? config.maxMetrics() : Math.min(limit, config.maxMetrics());
        String named = metric == null || metric.isEmpty() ? null : metric;
        Map<String, List<View>> found = new LinkedHashMap<>();
        database.query(session -> store.ofTenant(session, id, named, most))
                .forEach(one -> found.put(one.metric(), List.of(new View(one.type(), one.help(), one.unit()))));
        return limitPerMetric != null && limitPerMetric == 0 ? Map.of() : found;
    }
}
