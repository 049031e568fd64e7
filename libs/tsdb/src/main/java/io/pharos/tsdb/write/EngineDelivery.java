package io.pharos.tsdb.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.pharos.model.Dialect;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tsdb.engine.EngineClients;
import io.pharos.tsdb.engine.EngineReply;
import io.pharos.tsdb.engine.EngineRequest;
import io.pharos.tsdb.engine.EngineUse;
import io.pharos.wire.remotewrite2.WriteVersion;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings one batch to its engine, as that reads it, and says what the engine said: downgraded where it does not read
 * 2.0, and searched for the series that it refuses a whole batch for. No batch goes where its tenant's policy forbids.
 */
final class EngineDelivery {
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
    private static final int LONGEST_ANSWER = 4096;
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration UNTIL_CORRECTED = Duration.ofSeconds(30);

    private final EngineClients engines;
    private final CodecPool codecs;
    private final EngineVersions versions;
    private final SearchBudget searches;
    private final Duration deadline;

    EngineDelivery(EngineClients engines, CodecPool codecs, EngineVersions versions, WriterConfig config) {
        this.engines = engines;
        this.codecs = codecs;
        this.versions = versions;
        this.searches = new SearchBudget(config.searchRequests(), config.searchRequestsAMinute(), System::nanoTime);
        this.deadline = config.deadline();
    }

    Future<WriteOutcome> deliver(TenantBatch batch) {
        return attempt(batch)
                .compose(outcome -> outcome.map(Future::succeededFuture).orElseGet(() -> sendAsVersion1(batch)))
                .compose(outcome -> searched(outcome, batch))
                .recover(EngineDelivery::uncertain);
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

    private Future<EngineReply> forward(TenantBatch batch) {
        EngineRoute route = batch.route();
        requireAllowed(batch);
        Map<String, String> headers = headers(route, batch.version());
        Buffer body = Buffer.buffer(Unpooled.wrappedBuffer(batch.packed()));
        EngineRequest request = new EngineRequest(HttpMethod.POST, route.writeUrl(), headers, body, deadline);
        return engines.client(route.engine(), EngineUse.WRITE).send(request);
    }

    /** The protocol's own win over the directory's. */
    private static Map<String, String> headers(EngineRoute route, WriteVersion version) {
        Map<String, String> protocol = version == WriteVersion.V2 ? REMOTE_WRITE_2_0 : REMOTE_WRITE_1_0;
        if (route.engine().headers().isEmpty()) {
            return protocol;
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(route.headers());
        headers.putAll(protocol);
        return headers;
    }

    /** Whatever the directory says: what may lie in its tenant's own store only is never written to another. */
    static void requireAllowed(TenantBatch batch) {
        batch.route().forbids(batch.mode()).ifPresent(why -> {
            throw Problem.of(
                            Kind.UNAVAILABLE,
                            "write.residency",
                            "Nothing was written, since " + why + "; the operator has to correct the directory.")
                    .retryAfter(UNTIL_CORRECTED);
        });
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
}
