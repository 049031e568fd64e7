package io.pharos.tsdb.testing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** An engine that does what a test tells it to: hang, break off, answer nonsense. */
public final class FakeEngine implements AutoCloseable {
    private static final Consumer<HttpServerRequest> SILENT = request -> {};

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private volatile Consumer<HttpServerRequest> behaviour = SILENT;

    public FakeEngine() {
        server = vertx.createHttpServer()
                .requestHandler(request -> behaviour.accept(request))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** From now on, each request is met so. */
    public void does(Consumer<HttpServerRequest> next) {
        behaviour = next;
    }

    public Vertx vertx() {
        return vertx;
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
