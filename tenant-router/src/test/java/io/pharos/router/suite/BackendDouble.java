package io.pharos.router.suite;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A service behind the router that does what the query asks for: {@code do=echo} (the default) tells what it saw,
 * {@code length}, {@code hang}, {@code flood}, {@code break}, {@code half}, {@code status-NNN}.
 */
public final class BackendDouble implements AutoCloseable {
    private static final Buffer BLOCK = Buffer.buffer(new byte[64 * 1024]);

    private final Vertx vertx;
    private final HttpServer server;

    private BackendDouble(Vertx vertx, HttpServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    public static BackendDouble start() {
        return start(0);
    }

    public static BackendDouble start(int port) {
        Vertx vertx = Vertx.vertx();
        HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(port);
        HttpServer server = vertx.createHttpServer(options).requestHandler(BackendDouble::serve);
        try {
            server.listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return new BackendDouble(vertx, server);
    }

    public int port() {
        return server.actualPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void serve(HttpServerRequest request) {
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
    private static void flood(HttpServerRequest request) {
        request.response().setChunked(true);
        writeOn(request);
    }

    private static void writeOn(HttpServerRequest request) {
        while (!request.response().closed() && !request.response().writeQueueFull()) {
            request.response().write(BLOCK);
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
