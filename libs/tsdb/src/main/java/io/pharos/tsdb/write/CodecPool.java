package io.pharos.tsdb.write;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * As many workers as cores, each with a {@link Codec} for the time of its work; what waits is bounded, and more is
 * refused at once.
 */
final class CodecPool implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final ThreadPoolExecutor workers;
    private final Queue<Codec> idle = Collections.asLifoQueue(new ConcurrentLinkedDeque<>());
    /** Apart from the others, so that there are no more large buffers than workers. */
    private final Queue<Codec> idleOfLoops = Collections.asLifoQueue(new ConcurrentLinkedDeque<>());

    private final Supplier<Codec> fresh;

    CodecPool(Vertx vertx, int threads, int waiting, ByteBudget memory, Gates gates) {
        this.vertx = vertx;
        this.fresh = () -> new Codec(memory, gates);
        this.workers = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().name("pharos-codec-", 0).daemon().factory());
    }

    /**
     * Runs work that takes about a millisecond at most: where the caller is an event loop it is done there and then,
     * since two hand-overs between threads cost as much as a small body does.
     */
    <T> Future<T> runShort(Function<Codec, T> work) {
        return Context.isOnEventLoopThread() ? apply(work, idleOfLoops) : run(work);
    }

    /** Runs the work on a worker; the future completes on the caller's event loop. */
    <T> Future<T> run(Function<Codec, T> work) {
        Context caller = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        try {
            workers.execute(() -> {
                Future<T> done = apply(work, idle);
                caller.runOnContext(back -> done.onComplete(promise));
            });
        } catch (RejectedExecutionException e) {
            return Future.failedFuture(Problem.of(
                            Kind.UNAVAILABLE,
                            "write.overloaded",
                            "More is being written than can be decoded right now; try again later.")
                    .retryAfter(SOON));
        }
        return promise.future();
    }

    private <T> Future<T> apply(Function<Codec, T> work, Queue<Codec> codecs) {
        Codec last = codecs.poll();
        Codec codec = last == null ? fresh.get() : last;
        try {
            return Future.succeededFuture(work.apply(codec));
        } catch (RuntimeException | OutOfMemoryError e) {
            return Future.failedFuture(e);
        } finally {
            codecs.add(codec);
        }
    }

    @Override
    public void close() {
        workers.shutdown();
    }
}
