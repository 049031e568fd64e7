package io.pharos.tenancy.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.pharos.tenancy.directory.DirectorySnapshot;
import io.pharos.tenancy.json.PharosModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The part of tenant-router that other services ask: JWKS, service tokens and the directory. Can be switched off. */
public final class FakeRouter implements AutoCloseable {
    private final HttpServer server;
    private final TestIssuer issuer;
    private final AtomicInteger pulls = new AtomicInteger();
    private volatile DirectorySnapshot directory;
    private volatile boolean up = true;

    public FakeRouter(DirectorySnapshot directory) {
        this.directory = directory;
        this.server = listen();
        this.issuer = new TestIssuer(url(), Clock.systemUTC());
        serve("/.well-known/jwks.json", exchange -> reply(exchange, 200, issuer.jwks()));
        serve("/oauth2/token", this::token);
        serve("/internal/v1/directory", this::directory);
        server.start();
    }

    /** Its public and its internal base at once. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public TestIssuer issuer() {
        return issuer;
    }

    /** How often the directory was asked for. */
    public int pulls() {
        return pulls.get();
    }

    public void publish(DirectorySnapshot snapshot) {
        directory = snapshot;
    }

    /** Answers 503 to everything until it is switched on again. */
    public void switchOff() {
        up = false;
    }

    public void switchOn() {
        up = true;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void token(HttpExchange exchange) throws IOException {
        String token = issuer.serviceToken("svc-test");
        reply(exchange, 200, "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":900}");
    }

    private void directory(HttpExchange exchange) throws IOException {
        pulls.incrementAndGet();
        DirectorySnapshot now = directory;
        String version = "\"" + now.revision() + "\"";
        exchange.getResponseHeaders().add("ETag", version);
        if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
            reply(exchange, 401, "");
        } else if (version.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            reply(exchange, 304, "");
        } else {
            reply(exchange, 200, json(now));
        }
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                if (up) {
                    handler.handle(exchange);
                } else {
                    reply(exchange, 503, "");
                }
            }
        });
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String json(DirectorySnapshot snapshot) {
        try {
            return PharosModule.mapper().writeValueAsString(snapshot);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpServer listen() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
