package io.pharos.tenancy.egress;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.pharos.tenancy.testing.Refusals;
import io.pharos.tenancy.testing.Tenants;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EgressClientTest {
    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final EgressGuard guard = new EgressGuard(
            new AddressPolicy(List.of(Cidr.parse("127.0.0.1")), List.of()),
            host -> List.of(InetAddress.ofLiteral("127.0.0.1")));
    private final EgressClient client =
            new EgressClient(vertx, guard, new EgressClient.Bounds(Duration.ofSeconds(1), 1000, 4));

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        serve(
                "/echo",
                exchange -> reply(exchange, 200, exchange.getRequestHeaders().getFirst("Host")));
        serve("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/echo");
            reply(exchange, 302, "moved");
        });
        serve("/large", exchange -> reply(exchange, 200, "x".repeat(2000)));
        serve("/slow", exchange -> {
            awaitEnd();
            reply(exchange, 200, "late");
        });
        server.start();
    }

    @AfterEach
    void close() {
        ended.countDown();
        server.stop(0);
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void callsTheResolvedAddressUnderTheHostsName() {
        EgressReply reply = get("/echo");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .hasToString("hooks.example:" + server.getAddress().getPort());
    }

    @Test
    void followsNoRedirect() {
        assertThat(get("/moved").status()).isEqualTo(302);
    }

    @Test
    void endsWhatIsTooLargeOrTooSlow() {
        assertThat(Refusals.of(() -> get("/large"))).isEqualTo("502 egress.failed");
        assertThat(Refusals.of(() -> get("/slow"))).isIn("504 egress.timed-out", "502 egress.failed");
    }

    private EgressReply get(String path) {
        URI uri = URI.create("http://hooks.example:" + server.getAddress().getPort() + path);
        return client.send(Tenants.ACME, HttpMethod.GET, uri, Map.of(), Buffer.buffer());
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
