package io.pharos.billing.economics;

import io.pharos.billing.audit.Audit;
import io.pharos.billing.economics.EconomicsResource.ExtentRequest;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Repetition;
import io.pharos.sql.Session;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What the operator tells of: which customers belong together, and what was spent for them. */
@Path("/api/v1/economics")
@RequiresScope(Scope.PLATFORM)
@RunOnVirtualThread
class CostsResource {
    private static final int MOST = 10_000;
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private final Database database;
    private final SegmentStore store;
    private final RevenueStore revenue;
    private final Repetition repetition;
    private final Audit audit;
    private final Clock clock;

    CostsResource(
            Database database,
            SegmentStore store,
            RevenueStore revenue,
            Repetition repetition,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.revenue = revenue;
        this.repetition = repetition;
        this.audit = audit;
        this.clock = clock;
    }

    /** A segment with all its members. */
    record SegmentRequest(@Nullable String name, @Nullable Set<TenantId> tenants) {}

    /** The segments by code, and in which of them tenants are. */
    record SegmentsView(Map<String, String> segments, Map<TenantId, String> tenants) {}

    /** Costs that were told of. */
    record CostsRequest(@Nullable List<CostRow> costs) {}

    /** How many were taken. */
    record ToldView(int told) {}

    /** Costs as they were told. */
    record CostsView(List<CostRow> costs) {}

    @GET
    @Path("/segments")
    public SegmentsView segments() {
        return database.query(session -> new SegmentsView(store.names(session), revenue.members(session)));
    }

    @PUT
    @Path("/segments/{segment}")
    @Operation(summary = "Makes or changes a segment; its members are those that are named, and are in no other")
    public SegmentsView put(@Context Caller caller, @RestPath String segment, SegmentRequest request) {
        String name = request.name();
        if (!CODE.matcher(segment).matches() || name == null || name.isBlank() || name.length() > 80) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "economics.malformed-segment",
                    "A segment has a code of lower-case words with hyphens, and a 'name' of at most 80 characters.");
        }
        Set<TenantId> members = request.tenants() == null ? Set.of() : request.tenants();
        return database.transact(session -> {
            store.put(session, segment, name, members, clock.instant());
            audit.done(session, caller, "economics.segment", segment, Map.of("tenants", "" + members.size()));
            return new SegmentsView(store.names(session), revenue.members(session));
        });
    }

    @GET
    @Path("/costs")
    public CostsView costs(
            @QueryParam("month") @Nullable String month,
            @QueryParam("months") @Nullable Integer months,
            @QueryParam("currency") @Nullable String currency) {
        var extent = new ExtentRequest(month, months, currency).extent(clock);
        return new CostsView(
                database.query(session -> store.costs(session, extent.months(), extent.currency())).stream()
                        .map(CostsResource::row)
                        .toList());
    }

    @POST
    @Path("/costs")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Tells of costs, all or none; one of the same reference is put in place of the one before")
    public ToldView tell(
            @Context Caller caller, @HeaderParam("Idempotency-Key") @Nullable String key, CostsRequest request) {
        return tell(caller, key, request.costs() == null ? List.of() : request.costs());
    }

    /** The same as CSV, with the head month,segment,kind,reference,amount,currency,note. */
    @POST
    @Path("/costs")
    @Consumes("text/csv")
    public ToldView tell(@Context Caller caller, @HeaderParam("Idempotency-Key") @Nullable String key, String csv) {
        return tell(caller, key, CostCsv.read(csv));
    }

    private ToldView tell(Caller caller, @Nullable String key, List<CostRow> rows) {
        if (rows.isEmpty() || rows.size() > MOST) {
            throw GivenCost.malformed("Tell of 1 to " + MOST + " costs at a time.");
        }
        List<GivenCost> costs = rows.stream().map(CostRow::cost).toList();
        var asked = new Repetition.Asked(caller.clientId(), key, "economics/costs", rows);
        return repetition.once(asked, ToldView.class, session -> tell(session, caller, costs));
    }

    private ToldView tell(Session session, Caller caller, List<GivenCost> costs) {
        Set<String> known = store.names(session).keySet();
        for (GivenCost cost : costs) {
            if (!known.contains(cost.segment())) {
                throw Problem.of(
                        Kind.UNPROCESSABLE,
                        "economics.no-such-segment",
                        "There is no segment '" + cost.segment() + "'; make it first.");
            }
            store.add(session, cost, clock.instant());
        }
        audit.done(session, caller, "economics.costs", "costs", Map.of("told", "" + costs.size()));
        return new ToldView(costs.size());
    }

    private static CostRow row(GivenCost cost) {
        return new CostRow(
                cost.month().toString(),
                cost.segment(),
                cost.kind().code(),
                cost.reference(),
                cost.amount().amount(),
                cost.amount().currency().getCurrencyCode(),
                cost.note());
    }
}
