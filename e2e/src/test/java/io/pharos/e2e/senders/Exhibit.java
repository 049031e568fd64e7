package io.pharos.e2e.senders;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** Two targets to scrape: one that stays, and one that fails from the moment it is told to, which ends its series. */
final class Exhibit implements AutoCloseable {
    static final int STAYING = 2_000;
    static final int ENDING = 50;

    private final HttpServer server;
    private volatile boolean ended;

    Exhibit() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/staying", exchange -> answer(exchange, 200, series("e2e_sender_staying", STAYING)));
        server.createContext(
                "/ending",
                exchange -> answer(exchange, ended ? 500 : 200, ended ? "" : series("e2e_sender_ending", ENDING)));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** From now on the ending target's scrapes fail: every sender marks its series stale, once. */
    void end() {
        ended = true;
    }

    private static String series(String name, int count) {
        StringBuilder text = new StringBuilder();
        long value = System.nanoTime();
        for (int i = 0; i < count; i++) {
            text.append(name)
                    .append("{i=\"")
                    .append(i)
                    .append("\"} ")
                    .append(value + i)
                    .append('\n');
        }
        return text.toString();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
