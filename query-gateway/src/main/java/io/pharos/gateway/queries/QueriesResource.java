package io.pharos.gateway.queries;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The tenant's most expensive queries, and the rules by which its admins block some. */
@Path("/api/v1/queries")
@RequiresScope(Scope.METRICS_READ)
@RunOnVirtualThread
class QueriesResource {
    private static final int MOST = 200;

    private final QueryLog log;
    private final BlockRules rules;
    private final QueriesConfig config;
    private final Clock clock;

    QueriesResource(QueryLog log, BlockRules rules, QueriesConfig config, Clock clock) {
        this.log = log;
        this.rules = rules;
        this.config = config;
        this.clock = clock;
    }

    /** Queries in order; {@code since} is the time after which they were asked. */
    record TopView(String by, Instant since, List<TopQuery> queries) {}

    /** The tenant's block rules by name. */
    record RulesView(List<BlockRule> rules) {}

    /** A block rule as an admin writes it. */
    record RuleRequest(
            @Nullable String pattern,
            @Nullable String reason,
            @Nullable String user) {}

    @GET
    @Path("/top")
    public TopView top(
            @Context TenantContext caller,
            @RestQuery @DefaultValue("samples") String by,
            @RestQuery @DefaultValue("PT1H") String since,
            @RestQuery @DefaultValue("20") int limit) {
        TopQuery.By order = TopQuery.By.named(by);
        Instant from = clock.instant().minus(length(since));
        return new TopView(by, from, log.top(caller.tenant(), from, order, Math.clamp(limit, 1, MOST)));
    }

    @GET
    @Path("/blocks")
    public RulesView rules(@Context TenantContext caller) {
        return new RulesView(rules.of(caller.tenant()));
    }

    @PUT
    @Path("/blocks/{name}")
    @RequiresScope(value = Scope.METRICS_READ, admin = true)
    public BlockRule block(@Context TenantContext caller, @RestPath String name, RuleRequest request) {
        BlockRule rule = new BlockRule(
                name,
                request.pattern() == null ? "" : request.pattern(),
                request.reason() == null ? "" : request.reason(),
                request.user(),
                caller.caller().subject(),
                clock.instant());
        rules.put(caller.tenant(), rule);
        return rule;
    }

    @DELETE
    @Path("/blocks/{name}")
    @RequiresScope(value = Scope.METRICS_READ, admin = true)
    public void unblock(@Context TenantContext caller, @RestPath String name) {
        rules.remove(caller.tenant(), caller.caller().subject(), name);
    }

    /** A length of time as ISO 8601 spells it, no longer than queries are kept. */
    private Duration length(String since) {
        try {
            Duration length = Duration.parse(since);
            if (length.isPositive()) {
                return length.compareTo(config.kept()) < 0 ? length : config.kept();
            }
        } catch (DateTimeParseException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static Problem malformed() {
        return Problem.of(
                Kind.MALFORMED, "queries.malformed-since", "give 'since' as a length of time, such as PT1H or P2D");
    }
}
