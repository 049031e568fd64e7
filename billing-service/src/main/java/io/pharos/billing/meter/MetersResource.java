package io.pharos.billing.meter;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.pharos.billing.audit.Audit;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Repetition;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The meters that a tenant is counted by, and its own among them. */
@Path("/api/v1/meters")
@RequiresScope(Scope.BILLING_READ)
@RunOnVirtualThread
class MetersResource {
    private final Meters meters;
    private final Database database;
    private final Repetition repetition;
    private final Audit audit;

    MetersResource(Meters meters, Database database, Repetition repetition, Audit audit) {
        this.meters = meters;
        this.database = database;
        this.repetition = repetition;
        this.audit = audit;
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
            requireNothingMissing();
            MeterForm form = new MeterForm(aggregation, value, percent, filters, groupBy);
            return new MeterDefinition(name == null ? code : name, resourceType, form.meter(code));
        }

        private static boolean lacksOne(@Nullable Set<String> values) {
            return values == null || values.isEmpty() || values.stream().anyMatch(Objects::isNull);
        }

        private void requireNothingMissing() {
            Map<String, Set<String>> some = filters == null ? Map.of() : filters;
            boolean whole = some.values().stream().noneMatch(MeterRequest::lacksOne)
                    && (groupBy == null || groupBy.stream().noneMatch(Objects::isNull));
            if (!whole) {
                throw Problem.of(
                        Kind.MALFORMED,
                        "meter.malformed",
                        "A filter names a property and the values that it lets through; 'groupBy' names properties.");
            }
        }
    }

    @GET
    @Operation(summary = "The meters that a tenant's usage is counted by: the suite's, the operator's, and its own")
    public MetersView all(@Context TenantContext context) {
        MeterCatalogue catalogue = meters.catalogue();
        List<MeterDefinition> own = catalogue.byTenant().getOrDefault(context.tenant(), List.of());
        return new MetersView(catalogue.of(context.tenant()).stream()
                .map(m -> MeterView.of(m, own.contains(m)))
                .toList());
    }

    @GET
    @Path("/{code}")
    @Operation(summary = "One meter")
    public MeterView one(@Context TenantContext context, @RestPath String code) {
        MeterDefinition meter = meters.find(context.tenant(), code);
        return MeterView.of(meter, isOwn(context.tenant(), meter));
    }

    @POST
    @ResponseStatus(201)
    @RequiresScope(Scope.BILLING_WRITE)
    @Operation(
            summary = "Makes a meter of the tenant's own",
            description =
                    "It counts what was stored before it was made, too. 'aggregation' is count, sum, max, min, mean,"
                            + " latest, unique_count, weighted_sum (a level, averaged over the time that it held) or percentile"
                            + " (with 'percent'); 'value' is quantity, duration_ms or a property of the events.")
    public MeterView create(
            @Context TenantContext context,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            MeterRequest request) {
        MeterDefinition meter = request.definition();
        if (SuiteMeters.owns(meter.resourceType())) {
            throw Problem.of(
                    Kind.FORBIDDEN,
                    "meter.of-the-suite",
                    "The suite's own meters count '" + meter.resourceType() + "'; take another resource type.");
        }
        var asked = new Repetition.Asked(context.caller().clientId(), key, "meters of " + context.tenant(), request);
        repetition.once(asked, String.class, session -> {
            meters.add(session, context.tenant().value(), meter);
            audit.done(session, context, "meter.create", Map.of("meter", meter.code()));
            return meter.code();
        });
        meters.refresh();
        return MeterView.of(meter, true);
    }

    @DELETE
    @Path("/{code}")
    @RequiresScope(Scope.BILLING_WRITE)
    @Operation(summary = "Archives a meter: it counts nothing new, and its code is not used again")
    public void archive(@Context TenantContext context, @RestPath String code) {
        database.transact(session -> {
            meters.archive(session, context.tenant().value(), code);
            audit.done(session, context, "meter.archive", Map.of("meter", code));
            return code;
        });
        meters.refresh();
    }

    private boolean isOwn(TenantId tenant, MeterDefinition meter) {
        return meters.catalogue().byTenant().getOrDefault(tenant, List.of()).contains(meter);
    }
}
