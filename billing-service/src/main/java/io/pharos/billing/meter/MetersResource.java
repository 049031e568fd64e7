package io.pharos.billing.meter;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The meters that a tenant is counted by, and its own among them. */
@Path("/api/v1/meters")
@RequiresScope(Scope.BILLING_READ)
@RunOnVirtualThread
class MetersResource {
    private final Meters meters;

    MetersResource(Meters meters) {
        this.meters = meters;
    }

    /** A meter; {@code own} where the tenant made it and can archive it. */
    record MeterView(
            String code,
            String name,
            String resourceType,
            boolean own,
            @JsonUnwrapped MeterForm aggregation) {
        static MeterView of(MeterDefinition meter, boolean own) {
            return new MeterView(meter.code(), meter.name(), meter.resourceType(), own, MeterForm.of(meter.meter()));
        }
    }

    /** All meters of a tenant. */
    record MetersView(List<MeterView> meters) {}

    /** A meter to be made. */
    record MeterRequest(
            @Nullable String code,
            @Nullable String name,
            @Nullable String resourceType,
            @Nullable String aggregation,
            @Nullable String value,
            @Nullable BigDecimal percent,
            @Nullable Map<String, Set<String>> filters,
            @Nullable List<String> groupBy) {
        MeterDefinition definition() {
            if (code == null || resourceType == null || aggregation == null) {
                throw Problem.of(
                        Kind.MALFORMED, "meter.incomplete", "Give the meter's code, resourceType and aggregation.");
            }
            MeterForm form = new MeterForm(aggregation, value, percent, filters, groupBy);
            return new MeterDefinition(name == null ? code : name, resourceType, form.meter(code));
        }
    }

    @GET
    public MetersView all(@Context TenantContext context) {
        MeterCatalogue catalogue = meters.catalogue();
        List<MeterDefinition> own = catalogue.byTenant().getOrDefault(context.tenant(), List.of());
        return new MetersView(catalogue.of(context.tenant()).stream()
                .map(m -> MeterView.of(m, own.contains(m)))
                .toList());
    }

    @GET
    @Path("/{code}")
    public MeterView one(@Context TenantContext context, @RestPath String code) {
        MeterDefinition meter = meters.find(context.tenant(), code);
        return MeterView.of(meter, isOwn(context.tenant(), meter));
    }

    @POST
    @ResponseStatus(201)
    @RequiresScope(Scope.BILLING_WRITE)
    public MeterView create(@Context TenantContext context, MeterRequest request) {
        MeterDefinition meter = request.definition();
        if (SuiteMeters.owns(meter.resourceType())) {
            throw Problem.of(
                    Kind.FORBIDDEN,
                    "meter.of-the-suite",
                    "The suite's own meters count '" + meter.resourceType() + "'; take another resource type.");
        }
        return MeterView.of(meters.add(context.tenant().value(), meter), true);
    }

    /** Counts nothing new from now on; its code is not used again. */
    @DELETE
    @Path("/{code}")
    @RequiresScope(Scope.BILLING_WRITE)
    public void archive(@Context TenantContext context, @RestPath String code) {
        meters.archive(context.tenant().value(), code);
    }

    private boolean isOwn(TenantId tenant, MeterDefinition meter) {
        return meters.catalogue().byTenant().getOrDefault(tenant, List.of()).contains(meter);
    }
}
