package io.pharos.tsdb.engine;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * One use of one engine over HTTP: bounded in requests at once, guarded by a breaker, no redirects followed, every
 * request ended by its deadline. Failures are problems UNAVAILABLE and UPSTREAM_TIMEOUT with a time to retry after;
 * an answer of the engine is an answer, whatever its status.
 */
public final class EngineClient {
    static final Duration SOON = Duration.ofSeconds(1);

    private final EngineConnection connection;
    private final Breaker breaker;
    private final Semaphore places;

    EngineClient(EngineConnection connection, Breaker breaker, Semaphore places) {
        this.connection = connection;
        this.breaker = breaker;
        this.places = places;
    }

    /** Sends the request; refused at once where the engine is known to be down or has too much to do already. */
    public Future<EngineReply> send(EngineRequest request) {
        return send(request, Promise.<Void>promise().future());
    }

    /** The same, given up as soon as {@code unwanted} completes: then nobody waits for the reply any more. */
    public Future<EngineReply> send(EngineRequest request, Future<Void> unwanted) {
        if (!places.tryAcquire()) {
            return Future.failedFuture(unavailable(
                    "engine.busy", "The tenant's engine has as many requests as it may have; try again later.", SOON));
        }
        Optional<Duration> refusal = breaker.refusal();
        if (refusal.isPresent()) {
            places.release();
            return Future.failedFuture(
                    unavailable("engine.down", "The tenant's engine does not answer; try again later.", refusal.get()));
        }
        return new EngineExchange(connection, breaker, places).start(request, unwanted);
    }

    /** Whether the engine is being left alone. */
    public boolean isDown() {
        return breaker.isOpen();
    }

    static Problem unavailable(String code, String detail, Duration wait) {
        return Problem.of(Kind.UNAVAILABLE, code, detail).retryAfter(wait.compareTo(SOON) < 0 ? SOON : wait);
    }
}
