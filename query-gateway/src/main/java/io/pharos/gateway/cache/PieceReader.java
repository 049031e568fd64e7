package io.pharos.gateway.cache;

import io.pharos.gateway.answer.Answer;
import io.pharos.gateway.answer.EngineErrors;
import io.pharos.gateway.fairness.FairReader;
import io.pharos.gateway.matrix.RangeReader;
import io.pharos.gateway.matrix.RangeResult;
import io.pharos.gateway.matrix.Steps;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tsdb.engine.EngineReply;
import io.pharos.tsdb.read.TenantRead;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks an engine for one piece of a query and holds what it says, as far as the allowance goes. */
final class PieceReader {
    /** What an engine that gives up at its time-out may take to say so. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final FairReader engines;
    private final Workers workers;

    PieceReader(FairReader engines, Workers workers) {
        this.engines = engines;
        this.workers = workers;
    }

    /** What came of one piece. */
    sealed interface Outcome {
        /** Its result. */
        record Read(Steps steps, RangeResult result) implements Outcome {}

        /** The engine refused. */
        record Refused(Answer answer) implements Outcome {}

        /** Too large, or in a form that can only be passed on. */
        record Unfit() implements Outcome {}
    }

    Future<Outcome> read(
            EngineRoute route, TenantRead.Ranged range, Steps steps, Allowance memory, Future<Void> unwanted) {
        TenantRead.Ranged part = new TenantRead.Ranged(
                range.query(),
                Instant.ofEpochMilli(steps.first()),
                Instant.ofEpochMilli(steps.last()),
                range.step(),
                range.options());
        return engines.read(route, part, false, range.options().timeout().plus(FAREWELL), unwanted)
                .compose(reply -> take(reply, route, steps, memory, unwanted));
    }

    private Future<Outcome> take(
            EngineReply reply, EngineRoute route, Steps steps, Allowance memory, Future<Void> unwanted) {
        if (reply.status() != 200) {
            return EngineErrors.read(reply, route).map(Outcome.Refused::new);
        }
        unwanted.onSuccess(left -> reply.abandon());
        return body(reply, memory)
                .compose(body -> body.isEmpty()
                        ? Future.succeededFuture(new Outcome.Unfit())
                        : workers.run(body.get().length(), () -> parse(body.get(), steps)));
    }

    private static Outcome parse(Buffer body, Steps steps) {
        Optional<RangeResult> result = RangeReader.read(body.getBytes(), steps);
        return result.isPresent() ? new Outcome.Read(steps, result.get()) : new Outcome.Unfit();
    }

    /** The whole body, or empty where there is no room for it; then the reply is given up. */
    private static Future<Optional<Buffer>> body(EngineReply reply, Allowance memory) {
        HttpClientResponse response = reply.stream();
        Promise<Optional<Buffer>> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (memory.take(chunk.length())) {
                body.appendBuffer(chunk);
            } else if (whole.tryComplete(Optional.empty())) {
                reply.abandon();
            }
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(Optional.of(body)));
        return whole.future();
    }
}
