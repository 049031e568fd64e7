package io.pharos.collector.scrape;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/** A process that exhibits metrics, as a test tells it to. */
final class Exhibit implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger scrapes = new AtomicInteger();
    private final Map<String, List<Long>> times = new ConcurrentHashMap<>();
    private volatile String text = "";
    private volatile int status = 200;
    private volatile String login = "";
    private volatile String type = "text/plain; version=0.0.4";

    Exhibit() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        scrapes.incrementAndGet();
        times.computeIfAbsent(exchange.getRequestURI().getPath(), path -> new CopyOnWriteArrayList<>())
                .add(System.currentTimeMillis());
        login = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        boolean packs = String.valueOf(exchange.getRequestHeaders().getFirst("Accept-Encoding"))
                .contains("gzip");
        byte[] body = packs ? gzip(text) : text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        if (packs) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    /** From now on it shows this text. */
    void shows(String shown) {
        text = shown;
    }

    /** From now on it shows this JSON. */
    void tells(String json) {
        type = "application/json";
        text = json;
    }

    /** From now on it answers with this status. */
    void answers(int code) {
        status = code;
    }

    /** When that path was scraped, in milliseconds since 1970. */
    List<Long> times(String path) {
        return List.copyOf(times.getOrDefault(path, List.of()));
    }

    /** The header Authorization of the last request. */
    String login() {
        return login;
    }

    int scrapes() {
        return scrapes.get();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
