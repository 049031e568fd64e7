package io.pharos.router.backend;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A service behind the router that does what the query asks for: {@code do=echo} (the default) tells what it saw,
 * {@code length} counts the body, {@code mirror} streams it back, {@code hang} reads and never answers, {@code deaf} does
 * not read, {@code flood} never ends, {@code break} hangs up, {@code half} hangs up in the middle, a number is a status.
 */
public final class BackendDouble implements AutoCloseable {
    private static final Buffer BLOCK = Buffer.buffer(new byte[64 * 1024]);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger received = new AtomicInteger();
    private final AtomicLong flooded = new AtomicLong();
    private final CompletableFuture<String> abandoned = new CompletableFuture<>();
    private final CompletableFuture<String> firstReceived = new CompletableFuture<>();
    private final HttpServer server;

    private BackendDouble(int port) {
        HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(port);
        this.server = vertx.createHttpServer(options).requestHandler(this::serve);
    }

    public static BackendDouble start() {
        return start(0);
    }

    public static BackendDouble start(int port) {
        BackendDouble backend = new BackendDouble(port);
        await(backend.server.listen());
        return backend;
    }

    /** How many requests have come. */
    public int received() {
        return received.get();
    }

    /** Completes with the first request. */
    public CompletableFuture<String> firstReceived() {
        return firstReceived;
    }

    /** How many bytes of floods were written. */
    public long flooded() {
        return flooded.get();
    }

    /** Completes once a caller has left before its answer. */
    public CompletableFuture<String> abandoned() {
        return abandoned;
    }

    public int port() {
        return server.actualPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> void await(Future<T> future) {
        future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private void serve(HttpServerRequest request) {
        received.incrementAndGet();
        firstReceived.complete(request.uri());
        request.response().closeHandler(gone -> abandoned.complete(request.uri()));
        String what = request.getParam("do", "echo");
        switch (what) {
            case "echo" -> echo(request);
            case "length" -> length(request);
            case "mirror" -> mirror(request);
            case "hang" -> request.handler(dropped -> {});
            case "deaf" -> request.pause();
            case "flood" -> flood(request);
            case "break" -> request.connection().close();
            case "half" -> half(request);
            default -> request.response().setStatusCode(Integer.parseInt(what)).end();
        }
    }

    private static void echo(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            JsonObject headers = new JsonObject();
            request.headers().forEach(h -> headers.put(h.getKey().toLowerCase(Locale.ROOT), h.getValue()));
            JsonObject seen = new JsonObject()
                    .put("method", request.method().name())
                    .put("uri", request.uri())
                    .put("headers", headers)
                    .put("body", body.toString());
            request.response().putHeader("Content-Type", "application/json").end(seen.encode());
        });
    }

    private static void length(HttpServerRequest request) {
        long[] length = {0};
        request.handler(block -> length[0] += block.length());
        request.endHandler(end -> request.response().end(Long.toString(length[0])));
    }

    private static void mirror(HttpServerRequest request) {
        request.response().setChunked(true);
        request.pipeTo(request.response());
    }

    /** Writes as fast as it is taken, without end. */
    private void flood(HttpServerRequest request) {
        request.response().setChunked(true);
        writeOn(request);
    }

    private void writeOn(HttpServerRequest request) {
        while (!request.response().closed() && !request.response().writeQueueFull()) {
            request.response().write(BLOCK);
            flooded.addAndGet(BLOCK.length());
            request.response().drainHandler(drained -> writeOn(request));
        }
    }

    private static void half(HttpServerRequest request) {
        request.response()
                .putHeader("Content-Length", "1000")
                .write("half")
                .onComplete(written -> request.connection().close());
    }
}
