package io.pharos.collector.cardinality;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.sql.Database;
import io.pharos.sql.Repetition;
import io.pharos.sql.Session;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tsdb.series.Cardinality;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Where a tenant's active series come from, and rules that leave some of them out. */
@Path("/api/v1/cardinality")
@Tag(name = "cardinality")
@RunOnVirtualThread
class CardinalityResource {
    private static final int MOST_RULES = 100;
    private static final int LONGEST_COMMENT = 1000;
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final SharedCardinality cardinality;
    private final Database database;
    private final DropRuleStore store;
    private final Repetition repetition;
    private final TenantDirectory directory;
    private final Clock clock;

    CardinalityResource(
            SharedCardinality cardinality,
            Database database,
            DropRuleStore store,
            Repetition repetition,
            TenantDirectory directory,
            Clock clock) {
        this.cardinality = cardinality;
        this.database = database;
        this.store = store;
        this.repetition = repetition;
        this.directory = directory;
        this.clock = clock;
    }

    /** Not {@code complete} while only this collector's part is known. */
    record View(
            long series,
            int limit,
            long dropped,
            boolean complete,
            List<Cardinality.Metric> metrics,
            List<Cardinality.Label> labels) {}

    /** A rule to add: a selector as queries have it, and what it is for. */
    record RuleRequest(@Nullable String selector, @Nullable String comment) {}

    /** A rule that holds. */
    record RuleView(UUID id, String selector, String comment, String createdBy, Instant createdAt) {
        static RuleView of(DropRuleStore.Kept rule) {
            return new RuleView(rule.id(), rule.selector(), rule.comment(), rule.createdBy(), rule.createdAt());
        }
    }

    @GET
    @RequiresScope(Scope.METRICS_READ)
    @Operation(
            summary = "Active series, the metrics with most of them and the labels with most values",
            description =
                    "Over the last ten to twenty minutes. Series are exact; a label's values within a few percent.")
    public View cardinality(@Context TenantContext caller) {
        SharedCardinality.Whole whole = cardinality.of(caller.tenant());
        Cardinality counts = whole.counts();
        int limit = directory.tenant(caller.tenant()).limits().ingest().maxGlobalSeriesPerUser();
        return new View(counts.series(), limit, counts.dropped(), whole.complete(), counts.metrics(), counts.labels());
    }

    @GET
    @Path("/drop-rules")
    @RequiresScope(Scope.RULES_WRITE)
    @Operation(summary = "The rules on series that are left out")
    public List<RuleView> rules(@Context TenantContext caller) {
        return database.query(session -> store.ofTenant(session, caller.tenant())).stream()
                .map(RuleView::of)
                .toList();
    }

    @POST
    @Path("/drop-rules")
    @ResponseStatus(201)
    @RequiresScope(Scope.RULES_WRITE)
    @Operation(
            summary = "Leaves the series out that a selector matches",
            description = "In force at every collector within seconds. Their samples are answered as stored, are not"
                    + " charged, and count against no limit.")
    public RuleView add(
            @Context TenantContext caller, @HeaderParam(IDEMPOTENCY_KEY) @Nullable String key, RuleRequest request) {
        String selector = request.selector() == null ? "" : request.selector();
        DropRule.parse(selector);
        var asked = new Repetition.Asked(caller.caller().clientId(), key, "drop rules of " + caller.tenant(), request);
        DropRuleStore.Kept rule = new DropRuleStore.Kept(
                caller.tenant(),
                UUID.randomUUID(),
                selector,
                comment(request.comment()),
                caller.caller().subject(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return repetition.once(asked, RuleView.class, session -> keep(session, rule));
    }

    private RuleView keep(Session session, DropRuleStore.Kept rule) {
        if (!store.add(session, rule, MOST_RULES)) {
            throw Problem.of(
                    Kind.CONFLICT,
                    "drop-rule.too-many",
                    "The tenant has " + MOST_RULES + " drop rules, which is the most; join or delete some.");
        }
        return RuleView.of(rule);
    }

    private static String comment(@Nullable String given) {
        String comment = given == null ? "" : given.strip();
        if (comment.length() > LONGEST_COMMENT) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "drop-rule.long-comment",
                    "A comment has " + LONGEST_COMMENT + " characters at most.");
        }
        return comment;
    }

    @DELETE
    @Path("/drop-rules/{id}")
    @ResponseStatus(204)
    @RequiresScope(Scope.RULES_WRITE)
    @Operation(summary = "Ends a rule")
    public void remove(@Context TenantContext caller, @PathParam("id") UUID id) {
        if (!database.transact(session -> store.remove(session, caller.tenant(), id))) {
            throw Problem.of(Kind.NOT_FOUND, "drop-rule.not-found", "The tenant has no drop rule of that id.");
        }
    }
}
