package io.pharos.billing.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pharos.billing.webhook.WebhookMessage;
import io.pharos.billing.webhook.WebhookSecret;
import io.pharos.billing.webhook.WebhookSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A customer's receiver of webhooks, that answers as it is told to. */
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;

    /** A message as it came. */
    record Got(String id, String timestamp, String signature, byte[] body) {
        boolean isSignedWith(String secret) {
            WebhookMessage message = new WebhookMessage(id, Instant.ofEpochSecond(Long.parseLong(timestamp)), body);
            return new WebhookSignature(List.of(WebhookSecret.parse(secret)))
                    .accepts(message, signature, Clock.systemUTC());
        }
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::receive);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    void answers(int status) {
        answer = status;
    }

    List<Got> got() {
        return List.copyOf(got);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            got.add(new Got(
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(answer, -1);
        }
    }
}
