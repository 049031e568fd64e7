package io.pharos.collector.ingest;

import io.pharos.collector.pipeline.Sender;
import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
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
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Lets senders in, and never turns one away for good whom the directory may only not know yet. */
@Singleton
final class Admission {
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(5);

    private final TenantGate gate;
    private final TenantDirectory directory;

    @Inject
    Admission(TenantGate gate, TenantDirectory directory) {
        this.gate = gate;
        this.directory = directory;
    }

    /** Fails with the first refusal; completes on that context. */
    Future<Sender> admit(MultiMap headers, Scope scope, Context context) {
        EdgeRequest edge = EdgeRequest.of(
                headers.getAll(TenantId.HEADER), headers.getAll(Environment.HEADER), headers.getAll("Authorization"));
        CompletionStage<TenantContext> admitted = gate.admitAsync(edge, scope);
        return Future.fromCompletionStage(admitted, context)
                .map(this::sender)
                .recover(refusal -> Future.failedFuture(softened(refusal)));
    }

    private Sender sender(TenantContext in) {
        return new Sender(
                directory.route(in.tenant(), in.environment()), in.caller().subject());
    }

    /** A token proves that its tenant existed: what the directory does not know it may not know yet. Senders drop on 404. */
    private static Throwable softened(Throwable refusal) {
        Throwable cause = refusal instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : refusal;
        if (cause instanceof Problem problem && problem.kind() == Kind.NOT_FOUND) {
            return Problem.of(
                            Kind.UNAVAILABLE,
                            "write.unknown-tenant",
                            "The tenant or its environment is not known here, or not yet: " + problem.detail())
                    .retryAfter(UNTIL_KNOWN);
        }
        return cause;
    }
}
