package io.pharos.gateway.suite;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The part of metrics-collector that the gateway asks: {@code /internal/v1/tenants/{tenant}/metadata}, for services
 * with a token. Keeps what a test says of a tenant's metrics, and can be switched off.
 */
public final class FakeCollector implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String lastQuery = "";
    private volatile int status = 200;

    public FakeCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/v1/tenants/", this::metadata);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on, this is known of that tenant's metrics. */
    public void tell(String tenant, String json) {
        told.put(tenant, json);
    }

    public void answerWith(int newStatus) {
        status = newStatus;
    }

    public int asked() {
        return asked.get();
    }

    public String lastQuery() {
        return lastQuery;
    }

    private void metadata(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.incrementAndGet();
            lastQuery = String.valueOf(exchange.getRequestURI().getRawQuery());
            String[] path = exchange.getRequestURI().getPath().split("/");
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            boolean known = path.length == 6 && path[5].equals("metadata") && token != null;
            byte[] body = told.getOrDefault(path[4], "{}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? status : 401, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
