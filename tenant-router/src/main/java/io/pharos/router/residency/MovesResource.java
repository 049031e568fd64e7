package io.pharos.router.residency;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.lineage.MoveComparison;
import io.pharos.lineage.MoveGap;
import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.sql.Repetition;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Moves of a tenant's environments from one engine to another, for the platform's administration. */
@Path("/api/v1/tenants/{tenant}/moves")
@RequiresScope(Scope.PLATFORM)
@RunOnVirtualThread
class MovesResource {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int HOURS = 24;

    private final Moves moves;

    MovesResource(Moves moves) {
        this.moves = moves;
    }

    /** Where to, and over how many whole hours both sides must hold the same; a day where it is not given. */
    record MoveRequest(@Nullable String to, @Nullable Integer hours) {}

    /** How a move stands; {@code waits} says why it cannot be ended yet. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MoveView(
            Environment environment,
            String from,
            String to,
            Instant since,
            int hoursNeeded,
            boolean ready,
            @Nullable String waits,
            @Nullable MoveComparison comparison,
            Map<String, MoveGap> gaps) {
        static MoveView of(Moves.Standing standing) {
            return new MoveView(
                    standing.environment(),
                    standing.from(),
                    standing.move().to(),
                    standing.move().since(),
                    standing.move().hours(),
                    standing.readiness() instanceof Readiness.Ready,
                    standing.readiness() instanceof Readiness.NotYet not ? not.reason() : null,
                    standing.comparison().orElse(null),
                    standing.gaps());
        }
    }

    /** All moves of a tenant. */
    record MovesView(List<MoveView> moves) {}

    @GET
    @Operation(summary = "What waits to be copied, and how many samples both sides hold of each hour")
    public MovesView all(@RestPath TenantId tenant) {
        return new MovesView(moves.of(tenant).stream().map(MoveView::of).toList());
    }

    @PUT
    @Path("/{environment}")
    @Operation(
            summary = "Begins a move",
            description = "From now on, what the present engine acknowledges is written to the other one too. Reads"
                    + " stay with the present one.")
    public MoveView begin(
            @Context Caller caller,
            @RestPath TenantId tenant,
            @RestPath Environment environment,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            MoveRequest request) {
        if (request.to() == null) {
            throw Problem.of(Kind.MALFORMED, "directory.incomplete", "Give the engine to move to as 'to'.");
        }
        int hours = request.hours() == null ? HOURS : request.hours();
        return MoveView.of(moves.begin(caller, tenant, environment, ifMatch, request.to(), hours));
    }

    @DELETE
    @Path("/{environment}")
    @ResponseStatus(204)
    @Operation(summary = "Gives a move up: the present engine stays, and what waits for the other one is dropped")
    public void giveUp(
            @Context Caller caller,
            @RestPath TenantId tenant,
            @RestPath Environment environment,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        moves.giveUp(caller, tenant, environment, ifMatch);
    }

    @POST
    @Path("/{environment}/switch")
    @Operation(
            summary = "Ends a move: the other engine is written and read from now on",
            description = "Refused with 409 unless both sides hold the same of each of the last whole hours.")
    public Tenant end(
            @Context Caller caller,
            @RestPath TenantId tenant,
            @RestPath Environment environment,
            @HeaderParam(IDEMPOTENCY_KEY) @Nullable String key) {
        Repetition.Asked asked =
                new Repetition.Asked(caller.clientId(), key, "moves/" + tenant + "/" + environment + "/switch", "");
        return moves.end(caller, asked, tenant, environment);
    }
}
