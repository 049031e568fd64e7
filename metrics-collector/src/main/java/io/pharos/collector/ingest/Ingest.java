package io.pharos.collector.ingest;

import io.pharos.collector.limits.Allowance;
import io.pharos.collector.limits.IngestionRates;
import io.pharos.collector.limits.LimitsConfig;
import io.pharos.model.Environment;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.tenancy.context.EdgeRequest;
import io.pharos.tenancy.context.TenantContext;
import io.pharos.tenancy.context.TenantGate;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.IngestLimit;
import io.pharos.tenancy.directory.IngestLimits;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tsdb.write.ByteBudget;
import io.pharos.tsdb.write.Prepared;
import io.pharos.tsdb.write.TenantBatch;
import io.pharos.tsdb.write.TenantWriter;
import io.pharos.tsdb.write.WriteOutcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The stages of a write, one after another: admit, prepare, hold to the rate, forward. */
@Singleton
final class Ingest {
    /** A tenth of the heap for bodies as sent: one is there up to three times on its way. */
    private static final int HEAP_PART = 10;

    private final TenantGate gate;
    private final TenantDirectory directory;
    private final TenantWriter writer;
    private final IngestionRates rates;
    private final LimitsConfig shares;
    private final IngestConfig config;
    private final IngestMetrics metrics;
    private final ByteBudget memory;

    @Inject
    Ingest(
            TenantGate gate,
            TenantDirectory directory,
            TenantWriter writer,
            IngestionRates rates,
            LimitsConfig shares,
            IngestConfig config,
            IngestMetrics metrics) {
        this.gate = gate;
        this.directory = directory;
        this.writer = writer;
        this.rates = rates;
        this.shares = shares;
        this.config = config;
        this.metrics = metrics;
        this.memory = config.maxHeld()
                .map(size -> new ByteBudget(size.asLongValue()))
                .orElseGet(() -> ByteBudget.ofHeap(HEAP_PART));
        metrics.held(memory);
    }

    /** Somebody who may write, and where to. */
    record Sender(TenantContext context, EngineRoute route) {
        IngestLimits limits() {
            return route.tenant().limits().ingest();
        }
    }

    /** Fails with the first refusal; completes on that context. */
    Future<Sender> admit(MultiMap headers, Context context) {
        EdgeRequest edge = EdgeRequest.of(
                headers.getAll(TenantId.HEADER), headers.getAll(Environment.HEADER), headers.getAll("Authorization"));
        CompletionStage<TenantContext> admitted = gate.admitAsync(edge, Scope.METRICS_WRITE);
        return Future.fromCompletionStage(admitted, context)
                .map(in -> new Sender(in, directory.route(in.tenant(), in.environment())))
                .recover(refusal -> Future.failedFuture(WriteAnswers.softened(refusal)));
    }

    /** Stores what can be stored of a body; empty where that was all of it. */
    Future<Optional<Problem>> write(Sender sender, byte[] body) {
        return writer.prepare(sender.route(), body).compose(prepared -> switch (prepared) {
            case Prepared.Unreadable unreadable ->
                Future.succeededFuture(Optional.of(WriteAnswers.unreadable(unreadable.reason())));
            case Prepared.Ready ready -> forward(sender, ready.batch());
        });
    }

    private Future<Optional<Problem>> forward(Sender sender, TenantBatch batch) {
        TenantId tenant = sender.context().tenant();
        IngestLimits limits = sender.limits();
        Allowance allowance = Allowance.of(limits, shares.collectors());
        long samples = batch.counts().items();
        Optional<Duration> wait = rates.take(tenant, allowance, samples);
        if (wait.isPresent()) {
            metrics.overLimit(IngestLimit.INGESTION_RATE, limits, samples);
            if (limits.enforces(IngestLimit.INGESTION_RATE)) {
                return Future.failedFuture(WriteAnswers.overRate(limits, allowance, samples, wait.get()));
            }
        }
        return writer.send(batch, sender.context().caller().subject())
                .onSuccess(outcome -> metrics.answered(batch, outcome))
                .onComplete(done -> {
                    if (!(done.result() instanceof WriteOutcome.Stored)) {
                        rates.giveBack(tenant, allowance, samples);
                    }
                })
                .map(outcome -> WriteAnswers.of(outcome, batch));
    }

    ByteBudget memory() {
        return memory;
    }

    IngestMetrics metrics() {
        return metrics;
    }

    IngestConfig config() {
        return config;
    }
}
