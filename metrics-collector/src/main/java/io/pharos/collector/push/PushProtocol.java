package io.pharos.collector.push;

import io.pharos.collector.ingest.Answer;
import io.pharos.collector.ingest.Protocol;
import io.pharos.collector.pipeline.Sender;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.wire.Scratch;
import io.pharos.wire.packing.Packing;
import io.pharos.wire.packing.Unpacked;
import io.pharos.wire.packing.Unpacker;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** PUT, POST and DELETE of groups: kept is 200, deleted 202, and 400 says what is wrong with what was pushed. */
@Singleton
final class PushProtocol implements Protocol {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Vertx vertx;
    private final Pushes pushes;
    private final int maxBody;
    private final Semaphore places;

    @Inject
    PushProtocol(Vertx vertx, Pushes pushes, PushConfig config) {
        this.vertx = vertx;
        this.pushes = pushes;
        this.maxBody = Math.toIntExact(config.maxBody().asLongValue());
        this.places = new Semaphore(config.maxConcurrent());
    }

    @Override
    public Scope scope() {
        return Scope.METRICS_WRITE;
    }

    @Override
    public Conversation open(HttpServerRequest request, Sender sender) {
        GroupingKey key = GroupingKey.parse(request.path());
        if (request.method().equals(HttpMethod.DELETE)) {
            return body -> blocking(() -> {
                pushes.delete(sender, key);
                return Answer.stored(202, TEXT, Buffer.buffer());
            });
        }
        Pushes.Mode mode = request.method().equals(HttpMethod.PUT) ? Pushes.Mode.REPLACE_ALL : Pushes.Mode.REPLACE_SAME;
        Packing packing = packing(request);
        String type = request.getHeader("Content-Type");
        return body -> blocking(() -> {
            pushes.push(sender, key, mode, PushedBody.read(key, type, unpacked(packing, body)));
            return Answer.stored(200, TEXT, Buffer.buffer());
        });
    }

    private static Packing packing(HttpServerRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        return Packing.named(encoding == null ? "" : encoding)
                .orElseThrow(() -> Problem.of(
                        Kind.UNSUPPORTED_MEDIA_TYPE,
                        "push.unsupported-encoding",
                        "Push metrics as they are, or with 'Content-Encoding: gzip', zstd or snappy."));
    }

    private byte[] unpacked(Packing packing, byte[] body) {
        Scratch target = new Scratch();
        return switch (new Unpacker().unpack(packing, body, maxBody, target)) {
            case Unpacked.Done done -> target.copy();
            case Unpacked.Corrupt corrupt -> throw refused(corrupt.reason());
            case Unpacked.TooLarge large ->
                throw refused("the body takes " + large.declaredBytes() + " bytes, over the limit of " + maxBody);
        };
    }

    private static Problem refused(String reason) {
        return Problem.of(Kind.MALFORMED, "push.unreadable", "Nothing was kept: " + reason + ".");
    }

    private interface Work {
        Answer run();
    }

    /** Runs on a thread that may wait, and completes on the caller's event loop. */
    private Future<Answer> blocking(Work work) {
        if (!places.tryAcquire()) {
            return Future.failedFuture(Problem.of(
                            Kind.UNAVAILABLE,
                            "push.overloaded",
                            "More is being pushed than can be kept right now; try again later.")
                    .retryAfter(SOON));
        }
        Promise<Answer> done = Promise.promise();
        Context caller = vertx.getOrCreateContext();
        Thread.ofVirtual().name("push-", 0).start(() -> {
            Future<Answer> result = run(work);
            caller.runOnContext(back -> result.onComplete(done));
        });
        return done.future();
    }

    private Future<Answer> run(Work work) {
        try {
            return Future.succeededFuture(work.run());
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        } finally {
            places.release();
        }
    }
}
