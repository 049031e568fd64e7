package io.pharos.tsdb.write;

import io.pharos.lineage.Lineage;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tsdb.engine.EngineClients;
import io.pharos.tsdb.late.LateWrites;
import io.pharos.tsdb.series.ActiveSeries;
import io.pharos.wire.packing.Unpacker;
import io.pharos.wire.remotewrite2.WriteVersion;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The only type of the suite that writes to a time-series database. It puts the tenant's label into every series,
 * holds the data to where it may lie, forwards, and says what the engine said; usage is counted once the engine has
 * acknowledged. Nothing is kept here, what is not acknowledged is the sender's to send again; but for a tenant on the
 * move, what its engine has acknowledged waits on disk for the other one.
 */
@Singleton
public final class TenantWriter {
    /** A quarter of the heap is for unpacking; it also bounds the largest body, whatever a tenant's limit says. */
    private static final int HEAP_PART = 4;

    /** Unpacked: what most senders send at once. A larger body is not one for an event loop. */
    private static final int SHORT_BODY = 1024 * 1024;

    private static final String METRICS = "metrics";
    private static final String COPIES = "copies";

    private final Vertx vertx;
    private final WriteUsage usage;
    private final LateWrites late;
    private final Lineage lineage;
    private final ActiveSeries series;
    private final CodecPool codecs;
    private final EngineVersions versions = new EngineVersions(System::nanoTime);
    private final EngineDelivery engines;
    private final Copies copies;

    @Inject
    public TenantWriter(
            Vertx vertx, EngineClients engines, Effects effects, WriterConfig config, Gates gates, CopyStore store) {
        this.vertx = vertx;
        this.series = gates.series();
        this.usage = effects.usage();
        this.late = effects.late();
        this.lineage = effects.lineage();
        int threads = config.decoders().orElse(Runtime.getRuntime().availableProcessors());
        this.codecs = new CodecPool(vertx, threads, config.waiting(), ByteBudget.ofHeap(HEAP_PART), gates);
        this.engines = new EngineDelivery(engines, codecs, versions, config);
        this.copies = new Copies(store, this::deliverCopy);
    }

    /**
     * Checks a sender's body and puts the tenant's labels in: a small one at once, others on a pool the size of the
     * cores. Too many at once fail with a problem UNAVAILABLE.
     */
    public Future<Prepared> prepare(EngineRoute route, Payload payload) {
        WriteVersion engineReads = versions.of(route.engine());
        return isShort(payload)
                ? codecs.runShort(codec -> codec.prepare(route, payload, engineReads))
                : codecs.run(codec -> codec.prepare(route, payload, engineReads));
    }

    private static boolean isShort(Payload payload) {
        return payload.source() instanceof Payload.Source.Written
                && Unpacker.declaredLength(payload.packing(), payload.body()) <= SHORT_BODY;
    }

    /**
     * Writes what the suite itself has to say: no replica's, so nothing has to be decided first. What cannot be read is
     * refused, and what breaks a rule is told as {@link WriteOutcome.Partly}.
     */
    public Future<WriteOutcome> write(EngineRoute route, Payload payload, String userId) {
        return onEventLoop(() -> prepare(route, payload).compose(prepared -> switch (prepared) {
            case Prepared.Ready ready ->
                send(ready.batch(), userId).map(outcome -> Outcomes.whole(ready.batch(), outcome));
            case Prepared.Unreadable unreadable ->
                Future.succeededFuture(new WriteOutcome.Refused(unreadable.reason(), Written.NOTHING));
            case Prepared.Undecided undecided ->
                throw new IllegalStateException("the suite's own series have no replicas");
        }));
    }

    /** Sends a batch; {@code userId} is who is charged. Problems UNAVAILABLE and UPSTREAM_TIMEOUT mean: not stored. */
    public Future<WriteOutcome> send(TenantBatch batch, String userId) {
        List<TenantBatch> shipments = batch.shipments();
        if (shipments.isEmpty()) {
            return Future.succeededFuture(WriteOutcome.Stored.STORED);
        }
        return onEventLoop(() -> shipments.size() == 1
                ? ship(shipments.getFirst()).onSuccess(outcome -> charge(outcome, shipments.getFirst(), userId))
                : ship(shipments, userId));
    }

    /** None is on its way before all may go; none is charged before all have arrived. */
    private Future<WriteOutcome> ship(List<TenantBatch> shipments, String userId) {
        return Future.succeededFuture().compose(start -> {
            shipments.forEach(EngineDelivery::requireAllowed);
            List<Future<WriteOutcome>> arrivals = new ArrayList<>();
            shipments.forEach(shipment -> arrivals.add(ship(shipment)));
            return Future.join(arrivals).map(all -> {
                List<WriteOutcome> outcomes =
                        arrivals.stream().map(Future::result).toList();
                WriteOutcome together = Outcomes.together(shipments, outcomes);
                if (!(together instanceof WriteOutcome.Throttled)) {
                    for (int i = 0; i < outcomes.size(); i++) {
                        charge(outcomes.get(i), shipments.get(i), userId);
                    }
                }
                return together;
            });
        });
    }

    private Future<WriteOutcome> ship(TenantBatch batch) {
        return engines.deliver(batch)
                .compose(outcome -> copied(outcome, batch))
                .onSuccess(outcome -> tellLineage(batch, METRICS))
                .eventually(() -> tellIfLate(batch));
    }

    /** The sender hears nothing before the other engine of a tenant on the move is sure to hear of it. */
    private Future<WriteOutcome> copied(WriteOutcome outcome, TenantBatch batch) {
        boolean stored = outcome instanceof WriteOutcome.Stored || outcome instanceof WriteOutcome.Partly;
        boolean moves = batch.route()
                .tenant()
                .residency()
                .moves()
                .containsKey(batch.route().environment());
        return stored && moves ? copies.keep(vertx, batch).map(kept -> outcome) : Future.succeededFuture(outcome);
    }

    private Future<WriteOutcome> deliverCopy(EngineRoute route, Copy copy) {
        return onEventLoop(() -> codecs.run(codec -> codec.again(route, copy.mode(), copy, versions.of(route.engine())))
                .compose(batch -> engines.deliver(batch).onSuccess(outcome -> tellLineage(batch, COPIES))));
    }

    /** From another thread the engine's answer could have come to its end before anybody listens to it. */
    private <T> Future<T> onEventLoop(Supplier<Future<T>> work) {
        if (Context.isOnEventLoopThread()) {
            return work.get();
        }
        Promise<T> done = Promise.promise();
        vertx.runOnContext(
                loop -> Future.succeededFuture().compose(start -> work.get()).onComplete(done));
        return done.future();
    }

    private void charge(WriteOutcome outcome, TenantBatch batch, String userId) {
        TenantId tenant = batch.route().tenant().id();
        switch (outcome) {
            case WriteOutcome.Stored stored -> {
                usage.count(batch, userId, batch.counts());
                series.stored(tenant, batch.pending(), all -> true);
            }
            case WriteOutcome.Refused refused -> usage.countPart(batch, userId, refused.written());
            case WriteOutcome.Partly partly -> {
                usage.count(batch, userId, partly.counts());
                if (batch.isWhole()) {
                    series.stored(tenant, batch.pending(), partly.stored()::get);
                }
            }
            case WriteOutcome.Throttled throttled -> {}
        }
    }

    private void tellLineage(TenantBatch batch, String kind) {
        EngineRoute route = batch.route();
        lineage.passed(route.tenant().id(), Lineage.HERE, route.engine().id(), kind, batch.packedBytes());
    }

    /** Whatever the outcome: of what failed on its way a part may have been stored. */
    private Future<Void> tellIfLate(TenantBatch batch) {
        EngineRoute route = batch.route();
        return late.note(
                route.tenant().id(), route.environment(), batch.counts().oldest());
    }

    @PreDestroy
    void close() {
        copies.close();
        codecs.close();
    }
}
