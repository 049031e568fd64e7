package io.pharos.router.directory;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.model.Environment;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.router.admin.Versioned;
import io.pharos.sql.Repetition;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.directory.Limits;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The directory's tenants, for the platform's administration. */
@Path("/api/v1/tenants")
@RequiresScope(Scope.PLATFORM)
@RunOnVirtualThread
class TenantsResource {
    private static final int LARGEST_PAGE = 1000;
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final Tenants tenants;

    TenantsResource(Tenants tenants) {
        this.tenants = tenants;
    }

    /** Some tenants by name, and where to go on; no {@code next} after the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PageView(List<Tenant> tenants, @Nullable TenantId next) {
        static PageView of(List<Tenant> tenants, int most) {
            boolean more = tenants.size() == most;
            return new PageView(tenants, more ? tenants.getLast().id() : null);
        }
    }

    /** A tenant's limits, with the version of the tenant. */
    record LimitsView(Limits limits, long version) implements Versioned {}

    /** A tenant's environments and their engines, with the version of the tenant. */
    record EnvironmentsView(Map<Environment, String> environments, long version) implements Versioned {}

    @GET
    public PageView page(@RestQuery @DefaultValue("") String after, @RestQuery @DefaultValue("100") int limit) {
        int most = Math.clamp(limit, 1, LARGEST_PAGE);
        return PageView.of(tenants.page(after, most), most);
    }

    @POST
    @ResponseStatus(201)
    public Tenant create(
            @Context Caller caller, @HeaderParam(IDEMPOTENCY_KEY) @Nullable String key, TenantRequest request) {
        var asked = new Repetition.Asked(caller.clientId(), key, "tenants", request);
        return tenants.create(caller, asked, request.created());
    }

    @GET
    @Path("/{tenant}")
    public Tenant tenant(@RestPath TenantId tenant) {
        return tenants.byId(tenant);
    }

    @PUT
    @Path("/{tenant}")
    public Tenant change(
            @Context Caller caller,
            @RestPath TenantId tenant,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            TenantRequest request) {
        return tenants.change(caller, tenant, ifMatch, before -> request.changed(tenant, before));
    }

    /** Marks the tenant as on its way out: it is refused everywhere from now on, and its data is deleted later. */
    @DELETE
    @Path("/{tenant}")
    public Tenant delete(
            @Context Caller caller,
            @RestPath TenantId tenant,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return tenants.change(caller, tenant, ifMatch, before -> TenantChange.status(before, Status.DELETING));
    }

    @GET
    @Path("/{tenant}/limits")
    public LimitsView limits(@RestPath TenantId tenant) {
        Tenant known = tenants.byId(tenant);
        return new LimitsView(known.limits(), known.version());
    }

    @PUT
    @Path("/{tenant}/limits")
    public LimitsView changeLimits(
            @Context Caller caller,
            @RestPath TenantId tenant,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            Limits limits) {
        Tenant changed = tenants.change(caller, tenant, ifMatch, before -> TenantChange.limits(before, limits));
        return new LimitsView(changed.limits(), changed.version());
    }

    @GET
    @Path("/{tenant}/environments")
    public EnvironmentsView environments(@RestPath TenantId tenant) {
        Tenant known = tenants.byId(tenant);
        return new EnvironmentsView(known.environments(), known.version());
    }

    @PUT
    @Path("/{tenant}/environments")
    public EnvironmentsView changeEnvironments(
            @Context Caller caller,
            @RestPath TenantId tenant,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            Map<Environment, String> environments) {
        Tenant changed =
                tenants.change(caller, tenant, ifMatch, before -> TenantChange.environments(before, environments));
        return new EnvironmentsView(changed.environments(), changed.version());
    }
}
