package io.pharos.gateway.api;

import io.pharos.gateway.quota.QuotaGuard;
import io.pharos.gateway.quota.Verdict;
import io.pharos.model.Environment;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.tenancy.context.EdgeRequest;
import io.pharos.tenancy.context.TenantContext;
import io.pharos.tenancy.context.TenantGate;
import io.pharos.tenancy.directory.TenantDirectory;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** Lets a caller in, by token, scope and directory, and then counts the request against the caller's quotas. */
@Singleton
final class Door {
    private final TenantGate gate;
    private final TenantDirectory directory;
    private final QuotaGuard quotas;

    @Inject
    Door(TenantGate gate, TenantDirectory directory, QuotaGuard quotas) {
        this.gate = gate;
        this.directory = directory;
        this.quotas = quotas;
    }

    /** Who asks, and where the data lies; fails with the first refusal. The future completes on that context. */
    Future<ReadContext> enter(MultiMap headers, Context context) {
        CompletableFuture<TenantContext> admitted =
                gate.admitAsync(edge(headers), Scope.METRICS_READ).toCompletableFuture();
        // Nearly always known already: then there is no turn of the event loop to wait for.
        Future<TenantContext> entered = admitted.isDone() && !admitted.isCompletedExceptionally()
                ? Future.succeededFuture(admitted.join())
                : Future.fromCompletionStage(admitted, context);
        return entered.map(in -> new ReadContext(in, directory.route(in.tenant(), in.environment())));
    }

    /** What a request says of its tenant, its environment and its caller. */
    static EdgeRequest edge(MultiMap headers) {
        return EdgeRequest.of(
                headers.getAll(TenantId.HEADER), headers.getAll(Environment.HEADER), headers.getAll("Authorization"));
    }

    /** Counts the request against every quota that holds for its caller. */
    Future<Verdict> count(ReadContext reader) {
        return quotas.admit(reader.role(), Quotas.of(reader));
    }
}
