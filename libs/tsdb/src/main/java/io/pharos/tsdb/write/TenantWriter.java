package io.pharos.tsdb.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.pharos.model.Dialect;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.Isolation;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tsdb.engine.EngineClients;
import io.pharos.tsdb.engine.EngineReply;
import io.pharos.tsdb.engine.EngineRequest;
import io.pharos.tsdb.engine.EngineUse;
import io.pharos.tsdb.late.LateWrites;
import io.pharos.tsdb.series.ActiveSeries;
import io.pharos.wire.packing.Unpacker;
import io.pharos.wire.remotewrite2.WriteVersion;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The only type of the suite that writes to a time-series database. It puts the tenant's label into every series,
 * holds the data to where it may lie, forwards, and says what the engine said; usage is counted once the engine has
 * acknowledged. Nothing is kept here: what is not acknowledged is the sender's to send again.
 */
@Singleton
public final class TenantWriter {
    private static final Map<String, String> REMOTE_WRITE_1_0 = Map.of(
            "Content-Type", "application/x-protobuf",
            "Content-Encoding", "snappy",
            "X-Prometheus-Remote-Write-Version", "0.1.0",
            "User-Agent", "Pharos");
    private static final Map<String, String> REMOTE_WRITE_2_0 = Map.of(
            "Content-Type", "application/x-protobuf;proto=io.prometheus.write.v2.Request",
            "Content-Encoding", "snappy",
            "X-Prometheus-Remote-Write-Version", "2.0.0",
            "User-Agent", "Pharos");
    /** A quarter of the heap is for unpacking; it also bounds the largest body, whatever a tenant's limit says. */
    private static final int HEAP_PART = 4;

    /** Unpacked: what most senders send at once. A larger body is not one for an event loop. */
    private static final int SHORT_BODY = 1024 * 1024;

    private static final int LONGEST_ANSWER = 4096;
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration UNTIL_CORRECTED = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final EngineClients engines;
    private final WriteUsage usage;
    private final LateWrites late;
    private final ActiveSeries series;
    private final Duration deadline;
    private final CodecPool codecs;
    private final SearchBudget searches;
    private final EngineVersions versions = new EngineVersions(System::nanoTime);

    @Inject
    public TenantWriter(
            Vertx vertx, EngineClients engines, WriteUsage usage, LateWrites late, WriterConfig config, Gates gates) {
        this.vertx = vertx;
        this.engines = engines;
        this.series = gates.series();
        this.usage = usage;
        this.late = late;
        this.deadline = config.deadline();
        this.searches = new SearchBudget(config.searchRequests(), config.searchRequestsAMinute(), System::nanoTime);
        int threads = config.decoders().orElse(Runtime.getRuntime().availableProcessors());
        this.codecs = new CodecPool(vertx, threads, config.waiting(), ByteBudget.ofHeap(HEAP_PART), gates);
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

    /** Sends a batch; {@code userId} is who is charged. Problems UNAVAILABLE and UPSTREAM_TIMEOUT mean: not stored. */
    public Future<WriteOutcome> send(TenantBatch batch, String userId) {
        if (batch.counts().isEmpty()) {
            return Future.succeededFuture(WriteOutcome.Stored.STORED);
        }
        return onEventLoop(() -> attempt(batch)
                .compose(outcome -> outcome.map(Future::succeededFuture).orElseGet(() -> sendAsVersion1(batch)))
                .compose(outcome -> searched(outcome, batch))
                .recover(TenantWriter::uncertain)
                .onSuccess(outcome -> charge(outcome, batch, userId))
                .eventually(() -> tellIfLate(batch)));
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

    /** Empty where the engine does not read the version of remote write that the batch is in. */
    private Future<Optional<WriteOutcome>> attempt(TenantBatch batch) {
        return Future.succeededFuture()
                .compose(start -> forward(batch))
                .compose(reply -> verdict(batch.version(), reply));
    }

    private Future<WriteOutcome> sendAsVersion1(TenantBatch batch) {
        versions.refused2(batch.route().engine());
        return codecs.run(codec -> codec.downgrade(batch)).compose(prepared -> switch (prepared) {
            case Prepared.Ready ready -> attempt(ready.batch()).map(Optional::orElseThrow);
            case Prepared.Unreadable unreadable ->
                Future.succeededFuture(new WriteOutcome.Refused(unreadable.reason(), Written.NOTHING));
            case Prepared.Undecided undecided -> throw new IllegalStateException("a batch was decided before");
        });
    }

    /** Prometheus drops a whole batch of 1.0 for one bad sample: the bad one is found, and the others are delivered. */
    private Future<WriteOutcome> searched(WriteOutcome outcome, TenantBatch batch) {
        boolean dropsAll = batch.route().engine().dialect().family() == Dialect.Family.PROMETHEUS
                && batch.version() == WriteVersion.V1;
        if (!dropsAll
                || !(outcome instanceof WriteOutcome.Refused refused)
                || batch.counts().series() < 2) {
            return Future.succeededFuture(outcome);
        }
        TenantId tenant = batch.route().tenant().id();
        PoisonSearch search = new PoisonSearch(
                (from, to) -> codecs.run(codec -> codec.part(batch, from, to)),
                part -> attempt(part).map(Optional::orElseThrow),
                searches.take(tenant));
        return search.search((int) batch.counts().series(), refused.reason())
                .onComplete(done -> searches.giveBack(tenant, search.unused()));
    }

    private void charge(WriteOutcome outcome, TenantBatch batch, String userId) {
        switch (outcome) {
            case WriteOutcome.Stored stored -> {
                usage.count(batch, userId, batch.counts());
                series.stored(batch.route().tenant().id(), batch.pending(), all -> true);
            }
            case WriteOutcome.Refused refused -> usage.countPart(batch, userId, refused.written());
            case WriteOutcome.Partly partly -> {
                usage.count(batch, userId, partly.counts());
                if (batch.isWhole()) {
                    series.stored(batch.route().tenant().id(), batch.pending(), partly.stored()::get);
                }
            }
            case WriteOutcome.Throttled throttled -> {}
        }
    }

    /** Whatever the outcome: of what failed on its way a part may have been stored. */
    private Future<Void> tellIfLate(TenantBatch batch) {
        EngineRoute route = batch.route();
        return late.note(
                route.tenant().id(), route.environment(), batch.counts().oldest());
    }

    private Future<EngineReply> forward(TenantBatch batch) {
        EngineRoute route = batch.route();
        requireOwnStore(route.tenant());
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(route.headers());
        headers.putAll(batch.version() == WriteVersion.V2 ? REMOTE_WRITE_2_0 : REMOTE_WRITE_1_0);
        Buffer body = Buffer.buffer(Unpooled.wrappedBuffer(batch.packed()));
        EngineRequest request = new EngineRequest(HttpMethod.POST, route.writeUrl(), headers, body, deadline);
        return engines.client(route.engine(), EngineUse.WRITE).send(request);
    }

    private static Future<Optional<WriteOutcome>> verdict(WriteVersion sent, EngineReply reply) {
        return reply.body(LONGEST_ANSWER)
                .map(body -> EngineVerdict.of(sent, EngineVerdict.Answer.of(reply, body.toString(UTF_8))));
    }

    /** A connection that broke while the answer came: whether the batch was stored is not known. */
    private static Future<WriteOutcome> uncertain(Throwable cause) {
        return Future.failedFuture(
                cause instanceof Problem
                        ? cause
                        : Problem.of(
                                        Kind.UNAVAILABLE,
                                        "engine.broke-off",
                                        "The tenant's engine broke off its answer; try again later.",
                                        cause)
                                .retryAfter(SOON));
    }

    /** A tenant whose data may lie in its own store only is never written to a shared one, whatever the directory says. */
    private static void requireOwnStore(Tenant tenant) {
        if (tenant.residency().ownStoreOnly() && tenant.isolation() == Isolation.SHARED) {
            throw Problem.of(
                            Kind.UNAVAILABLE,
                            "write.residency",
                            "This tenant's data may lie in its own store only, and the directory names a shared one;"
                                    + " the operator has to name its own.")
                    .retryAfter(UNTIL_CORRECTED);
        }
    }

    @PreDestroy
    void close() {
        codecs.close();
    }
}
