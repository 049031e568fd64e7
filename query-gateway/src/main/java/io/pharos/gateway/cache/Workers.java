package io.pharos.gateway.cache;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/** Where results are read and put together: small ones at once, large ones on a pool the size of the cores. */
final class Workers {
    /** Some half a millisecond of reading JSON. */
    private static final long SMALL_BYTES = 64 * 1024;

    private final WorkerExecutor pool;

    Workers(Vertx vertx) {
        this.pool = vertx.createSharedWorkerExecutor(
                "pharos-ranges", Runtime.getRuntime().availableProcessors());
    }

    /** Does that work over so many bytes; completes on the caller's context. */
    <T> Future<T> run(long bytes, Callable<T> work) {
        if (bytes > SMALL_BYTES) {
            return pool.executeBlocking(work, false);
        }
        try {
            return Future.succeededFuture(work.call());
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }

    void close() {
        pool.close();
    }
}
