package io.pharos.gateway.api;

import io.pharos.gateway.fairness.FairReader;
import io.pharos.gateway.isolation.CanaryPath;
import io.pharos.gateway.request.Arguments;
import io.pharos.gateway.request.Parameters;
import io.pharos.model.Problem;
import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.tenancy.context.TenantContext;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.token.Caller;
import io.pharos.tsdb.read.TenantRead;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks as a tenant with the planner and the reader that serve tenants: what the canary sees is what they would see. */
@Singleton
final class ProductionPath implements CanaryPath {
    private static final Path QUERY = Path.of("/api/v1/query").orElseThrow();
    private static final int MOST_BYTES = 1024 * 1024;

    private final Vertx vertx;
    private final Planners planners;
    private final FairReader engines;
    private final Clock clock;

    @Inject
    ProductionPath(Vertx vertx, Planners planners, FairReader engines, Clock clock) {
        this.vertx = vertx;
        this.planners = planners;
        this.engines = engines;
        this.clock = clock;
    }

    @Override
    public Seen attempt(EngineRoute self, String query, Duration deadline) {
        TenantRead read;
        try {
            read = plan(self, query);
        } catch (Problem refusal) {
            return new Seen.Refused(refusal.code());
        }
        try {
            return ask(self, read, deadline).get(deadline.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return new Seen.Failed(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Seen.Failed("interrupted");
        }
    }

    private TenantRead plan(EngineRoute self, String query) {
        String form = "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        Plan plan = planners.planner()
                .plan(QUERY, new Arguments(Parameters.parse("", form)), reader(self), clock.instant());
        if (plan instanceof Plan.Ask ask) {
            return ask.read();
        }
        throw new IllegalStateException("an instant query is asked of an engine");
    }

    private ReadContext reader(EngineRoute self) {
        Instant now = clock.instant();
        Caller.TenantCaller canary = new Caller.TenantCaller(
                "canary", self.tenant().id(), Role.ADMIN, Set.of(Scope.METRICS_READ), "canary", "canary", now, now);
        return new ReadContext(new TenantContext(self.tenant().id(), self.environment(), canary), self);
    }

    /** On an event loop, where replies are read. */
    private CompletableFuture<Seen> ask(EngineRoute self, TenantRead read, Duration deadline) {
        Promise<Seen> seen = Promise.promise();
        Promise<Void> wanted = Promise.promise();
        vertx.getOrCreateContext()
                .runOnContext(start -> engines.read(self, read, false, deadline, wanted.future())
                        .compose(reply -> reply.body(MOST_BYTES).map(body -> seen(reply.status(), body.toString())))
                        .onComplete(seen));
        return seen.future().toCompletionStage().toCompletableFuture();
    }

    private static Seen seen(int status, String body) {
        return status == 200 ? new Seen.Answered(body) : new Seen.Failed("the engine answered " + status);
    }
}
