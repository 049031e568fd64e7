package io.pharos.collector.moves;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.model.Dialect;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.enforce.Bounds;
import io.pharos.promql.enforce.EnforcedQuery;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tsdb.engine.EngineReply;
import io.pharos.tsdb.read.ReadOptions;
import io.pharos.tsdb.read.TenantRead;
import io.pharos.tsdb.read.TenantReader;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks an engine how many samples it holds of a tenant's environment in one hour. */
@Singleton
class HourCounts {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final String COUNT = "sum(count_over_time({__name__=~\".+\"}[%dms]))";

    private final Vertx vertx;
    private final TenantReader reader;
    private final ObjectMapper json;

    @Inject
    HourCounts(Vertx vertx, TenantReader reader, ObjectMapper json) {
        this.vertx = vertx;
        this.reader = reader;
        this.json = json;
    }

    /** The samples from that time on and before an hour later, to the millisecond; throws where it cannot be told. */
    long of(EngineRoute route, Instant hour) throws IOException, InterruptedException {
        boolean closed = !leftOpen(route.engine().dialect());
        long millis = closed ? HOUR.toMillis() - 1 : HOUR.toMillis();
        Bounds bounds = Bounds.of(route.tenant().id());
        EnforcedQuery query = EnforcedQuery.of(
                route.environmentLabelled() ? bounds.within(route.environment()) : bounds,
                PromqlParser.parse(String.format(COUNT, millis), ParserOptions.everything()));
        TenantRead read = new TenantRead.Instantaneous(
                query, hour.plus(HOUR).minusMillis(1), ReadOptions.within(PATIENCE.dividedBy(2)));
        Promise<Buffer> answer = Promise.promise();
        vertx.runOnContext(loop -> ask(route, read).onComplete(answer));
        return count(json.readTree(await(answer.future()).getBytes()));
    }

    /** A range ends at its time; whether what lies just at its beginning belongs to it, engines see differently. */
    private static boolean leftOpen(Dialect dialect) {
        return dialect.isPrometheusSince(3, 0) || dialect.family() == Dialect.Family.VICTORIAMETRICS;
    }

    private Future<Buffer> ask(EngineRoute route, TenantRead read) {
        return Future.succeededFuture()
                .compose(start -> reader.read(
                        route, read, false, PATIENCE, Promise.<Void>promise().future()))
                .compose(HourCounts::body);
    }

    private static Future<Buffer> body(EngineReply reply) {
        return reply.body(LONGEST_ANSWER)
                .compose(body -> reply.status() == 200
                        ? Future.succeededFuture(body)
                        : Future.failedFuture(new IOException("the engine answered " + reply.status())));
    }

    private static Buffer await(Future<Buffer> answer) throws IOException, InterruptedException {
        try {
            return answer.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds() + 5, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the engine did not tell: " + e.getMessage(), e);
        }
    }

    private static long count(JsonNode answer) throws IOException {
        JsonNode result = answer.at("/data/result");
        if (!result.isArray()) {
            throw new IOException("the engine answered with no result");
        }
        return result.isEmpty()
                ? 0
                : (long) Double.parseDouble(result.at("/0/value/1").asText());
    }
}
