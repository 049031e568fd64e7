package io.pharos.billing.meter;

import io.pharos.billing.audit.Audit;
import io.pharos.billing.meter.MetersResource.MeterRequest;
import io.pharos.billing.meter.MetersResource.MeterView;
import io.pharos.billing.meter.MetersResource.MetersView;
import io.pharos.model.Scope;
import io.pharos.sql.Database;
import io.pharos.sql.Repetition;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Meters of the operator's, by which every tenant is counted; they may count what the suite's services send, too. */
@Path("/api/v1/billing/meters")
@RequiresScope(Scope.PLATFORM)
@RunOnVirtualThread
class OperatorMetersResource {
    private static final String OWNER = MeterStore.OPERATOR;

    private final Meters meters;
    private final Database database;
    private final Repetition repetition;
    private final Audit audit;

    OperatorMetersResource(Meters meters, Database database, Repetition repetition, Audit audit) {
        this.meters = meters;
        this.database = database;
        this.repetition = repetition;
        this.audit = audit;
    }

    @GET
    @Operation(summary = "The operator's meters")
    public MetersView all() {
        return new MetersView(meters.catalogue().operators().stream()
                .map(m -> MeterView.of(m, true))
                .toList());
    }

    @POST
    @ResponseStatus(201)
    @Operation(summary = "Makes a meter for every tenant; 409 where a tenant has one of its code")
    public MeterView create(
            @Context Caller caller, @HeaderParam("Idempotency-Key") @Nullable String key, MeterRequest request) {
        MeterDefinition meter = request.definition();
        var asked = new Repetition.Asked(caller.clientId(), key, "meters", request);
        repetition.once(asked, String.class, session -> {
            meters.add(session, OWNER, meter);
            audit.done(session, caller, "meter.create", meter.code(), Map.of("meter", meter.code()));
            return meter.code();
        });
        meters.refresh();
        return MeterView.of(meter, true);
    }

    @DELETE
    @Path("/{code}")
    @Operation(summary = "Archives a meter: it counts nothing new, and its code is not used again")
    public void archive(@Context Caller caller, @RestPath String code) {
        database.transact(session -> {
            meters.archive(session, OWNER, code);
            audit.done(session, caller, "meter.archive", code, Map.of());
            return code;
        });
        meters.refresh();
    }
}
