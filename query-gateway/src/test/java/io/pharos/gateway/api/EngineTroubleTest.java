package io.pharos.gateway.api;

import static io.pharos.tenancy.testing.Tenants.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.suite.Client;
import io.pharos.gateway.suite.Surroundings;
import io.pharos.gateway.suite.Wire;
import io.pharos.model.Role;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tsdb.testing.FakeEngine;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reaches the client when the engine is away, slow, cut off or not what it should be. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class EngineTroubleTest {
    private static final int CHUNK = 64 * 1024;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    FakeEngine engine;

    @SuppressWarnings("NullAway.Init")
    @TestHTTPResource("/")
    URI gateway;

    private Client globex() {
        return new Client(router, GLOBEX, Role.ADMIN);
    }

    private static void json(HttpServerResponse response, int status, String body) {
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }

    @Test
    void anEngineThatIsAwayIs503() {
        Response answer = new Client(router, Surroundings.UMBRELLA, Role.ADMIN).query("up");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotNull();
        assertThat(answer.jsonPath().getString("errorType")).isEqualTo("unavailable");
        assertThat(answer.asString()).doesNotContain("127.0.0.1");
    }

    @Test
    void anEngineThatIsSilentIs504AtTheDeadline() {
        engine.does(request -> {});
        Response answer = globex().query("up");
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.header("Retry-After")).isNotNull();
        assertThat(answer.jsonPath().getString("errorType")).isEqualTo("timeout");
    }

    @ParameterizedTest
    @CsvSource({"301, text/html", "401, text/plain", "403, application/json", "405, text/plain", "200, text/html"})
    void whatIsNotPrometheussAnswerIs502(int status, String type) {
        engine.does(request -> request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", type)
                .putHeader("Location", "http://10.0.0.1/secret")
                .end("<html>go to http://10.0.0.1/login</html>"));
        Response answer = globex().query("up");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.asString()).doesNotContain("10.0.0.1");
        assertThat(answer.header("Location")).isNull();
    }

    @Test
    void anErrorThatNamesAnAddressIsReplaced() {
        engine.does(
                request -> json(
                        request.response(),
                        503,
                        "{\"status\":\"error\",\"errorType\":\"unavailable\",\"error\":\"dial http://store-7:10901 refused\"}"));
        Response answer = globex().query("up");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.asString()).doesNotContain("store-7");
    }

    @Test
    void nothingOfTheClientsRequestReachesTheEngineButItsEnforcedQuery() {
        CompletableFuture<String> seen = new CompletableFuture<>();
        engine.does(request -> request.body().onSuccess(body -> {
            seen.complete(request.method() + " " + request.uri() + "\n" + request.headers() + "\n" + body);
            json(request.response(), 200, "{\"status\":\"success\"}");
        }));
        Response answer = globex().request()
                .header("X-Scope-OrgID", "initech")
                .header("THANOS-TENANT", "initech")
                .header("Cookie", "grafana=1")
                .queryParam("query", "up")
                .queryParam("time", "1700000000.5")
                .queryParam("extra_filters[]", "{tenant_id=\"initech\"}")
                .queryParam("nocache", "1")
                .get("/api/v1/query");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(seen.join())
                .startsWith("POST /api/v1/query\n")
                .endsWith("\nquery=up%7Btenant_id%3D%22globex%22%7D&time=1700000000.5&timeout=8&stats=true")
                .doesNotContain("initech", "grafana", "Bearer", "nocache", "extra_filters");
    }

    @Test
    void aResultThatBreaksOffIsNotTakenForAWholeOne() throws IOException {
        engine.does(request -> {
            request.response()
                    .setChunked(true)
                    .putHeader("Content-Type", "application/json")
                    .write("{\"status\":" + " ".repeat(CHUNK));
            engine.vertx().setTimer(100, id -> request.connection().close());
        });
        try (Socket socket = ask("up")) {
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200").doesNotEndWith("0\r\n\r\n");
        }
    }

    @Test
    void aShortResultThatBreaksOffIs502() {
        engine.does(request -> {
            request.response()
                    .setChunked(true)
                    .putHeader("Content-Type", "application/json")
                    .write("{\"status\":");
            engine.vertx().setTimer(100, id -> request.connection().close());
        });
        Response answer = globex().request()
                .header("Accept-Encoding", "gzip")
                .queryParam("query", "up")
                .get("/api/v1/query");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.jsonPath().getString("error")).contains("broke off");
    }

    @Test
    void aClientThatLeavesStopsTheEngine() throws Exception {
        CompletableFuture<String> asked = new CompletableFuture<>();
        CompletableFuture<String> stopped = new CompletableFuture<>();
        engine.does(request -> {
            asked.complete("asked");
            request.connection().closeHandler(closed -> stopped.complete("stopped"));
        });
        try (Socket socket = ask("up")) {
            asked.get(5, TimeUnit.SECONDS);
            assertThat(socket.isConnected()).isTrue();
        }
        // Well before the deadline of two seconds would do it.
        assertThat(stopped.get(1500, TimeUnit.MILLISECONDS)).isEqualTo("stopped");
    }

    @Test
    void aClientThatDoesNotReadHoldsTheEngineBack() throws Exception {
        AtomicLong written = new AtomicLong();
        CompletableFuture<Long> held = new CompletableFuture<>();
        engine.does(request -> pour(request.response().setChunked(true), written, held));
        try (Socket socket = ask("up")) {
            assertThat(held.get(10, TimeUnit.SECONDS)).isLessThan(32L << 20);
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(12), StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 200");
        }
    }

    /** Writes without end; once the way was blocked for half a second, tells how much had gone. */
    private void pour(HttpServerResponse response, AtomicLong written, CompletableFuture<Long> held) {
        response.putHeader("Content-Type", "application/json");
        Buffer chunk = Buffer.buffer(new byte[CHUNK]);
        Runnable fill = () -> {
            while (!response.writeQueueFull()) {
                response.write(chunk);
                written.addAndGet(CHUNK);
            }
        };
        AtomicLong before = new AtomicLong(-1);
        engine.vertx().setPeriodic(500, id -> {
            if (before.getAndSet(written.get()) == written.get()) {
                engine.vertx().cancelTimer(id);
                held.complete(written.get());
            }
        });
        response.drainHandler(drained -> fill.run());
        fill.run();
    }

    /** A query over a plain socket, whose answer is left in it. */
    private Socket ask(String query) throws IOException {
        Wire wire = new Wire(gateway, "globex", router.issuer().tenantToken(GLOBEX, Role.ADMIN));
        return wire.open("GET /api/v1/query?query=" + query, List.of(), "");
    }
}
