package io.pharos.alert.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;

/** An Alertmanager that only keeps what it is told, or answers as a test says. */
public final class AlertRecorder implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<JsonNode> alerts = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<JsonNode> answer = this::keep;

    public AlertRecorder() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/v2/alerts", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = answer.applyAsInt(JSON.readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    /** Keeps what is told. */
    public int keep(JsonNode told) {
        told.forEach(alerts::add);
        return 200;
    }

    /** What is answered from now on, by what is told. */
    public void answer(ToIntFunction<JsonNode> statusOf) {
        answer = statusOf;
    }

    /** Host and port. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Every alert that was told, in order. */
    public List<JsonNode> alerts() {
        return List.copyOf(alerts);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
