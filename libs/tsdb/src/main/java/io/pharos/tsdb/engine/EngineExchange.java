package io.pharos.tsdb.engine;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One request on its way: it holds a place at the engine until its answer has ended, failed, or run out of time. */
final class EngineExchange {
    private static final Duration AFTER_TIMEOUT = Duration.ofSeconds(5);

    private final EngineConnection connection;
    private final Breaker breaker;
    private final Semaphore places;
    private final Promise<EngineReply> reply = Promise.promise();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable HttpClientRequest sent;
    private long timer;

    EngineExchange(EngineConnection connection, Breaker breaker, Semaphore places) {
        this.connection = connection;
        this.breaker = breaker;
        this.places = places;
    }

    Future<EngineReply> start(EngineRequest request, Future<Void> unwanted) {
        timer = connection.vertx().setTimer(request.deadline().toMillis(), id -> expire());
        Future.succeededFuture()
                .compose(start -> connection.open(request))
                .compose(http -> send(http, request))
                .onSuccess(this::answered)
                .onFailure(this::failed);
        unwanted.onSuccess(left -> giveUp());
        return reply.future();
    }

    private Future<HttpClientResponse> send(HttpClientRequest http, EngineRequest request) {
        sent = http;
        if (over.get()) {
            http.reset();
            return Future.failedFuture("no longer waited for once connected");
        }
        return http.send(request.body());
    }

    private void answered(HttpClientResponse response) {
        breaker.succeeded();
        response.end().onComplete(end -> finish());
        if (response.statusCode() == 401 || response.statusCode() == 403) {
            connection.loginWasRefused();
        }
        reply.tryComplete(new EngineReply(response));
    }

    private void failed(Throwable cause) {
        Problem problem = cause instanceof Problem known
                ? known
                : Problem.of(
                                Kind.UNAVAILABLE,
                                "engine.unreachable",
                                "The tenant's engine cannot be reached; try again later.",
                                cause)
                        .retryAfter(EngineClient.SOON);
        fail(problem);
    }

    private void expire() {
        fail(Problem.of(
                        Kind.UPSTREAM_TIMEOUT,
                        "engine.timeout",
                        "The tenant's engine did not answer in time; try again later.")
                .retryAfter(AFTER_TIMEOUT));
        stop();
        finish();
    }

    /** The engine is told to stop; what it did so far says nothing about its health. */
    private void giveUp() {
        Problem unwanted = Problem.of(Kind.UNAVAILABLE, "engine.unwanted", "Nobody waits for this answer any more.");
        if (reply.tryFail(unwanted)) {
            breaker.gaveUp();
            stop();
            finish();
        }
    }

    private void stop() {
        HttpClientRequest http = sent;
        if (http != null) {
            http.reset();
        }
    }

    /** Counts against the engine only what it did before it answered: a slow reader of its answer is not its fault. */
    private void fail(Problem problem) {
        if (reply.tryFail(problem)) {
            breaker.failed();
            finish();
        }
    }

    private void finish() {
        if (over.compareAndSet(false, true)) {
            connection.vertx().cancelTimer(timer);
            places.release();
        }
    }
}
