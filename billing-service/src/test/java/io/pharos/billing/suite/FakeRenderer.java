package io.pharos.billing.suite;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands for report-service: a document for whoever asks with a token, and now and then "busy", as that answers. */
final class FakeRenderer implements AutoCloseable {
    private static final int BUSY_EACH = 7;

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();

    FakeRenderer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/v1/render", FakeRenderer.this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private int status() {
        return asked.incrementAndGet() % BUSY_EACH == 0 ? 429 : 200;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            byte[] body = "%PDF-1.7 of a test".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(token == null ? 401 : status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
