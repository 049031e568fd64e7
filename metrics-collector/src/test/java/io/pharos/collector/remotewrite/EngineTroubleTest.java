package io.pharos.collector.remotewrite;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.pharos.collector.engines.PrometheusServer;
import io.pharos.collector.suite.Body;
import io.pharos.collector.suite.Sender;
import io.pharos.collector.suite.Surroundings;
import io.pharos.model.Role;
import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tsdb.testing.FakeEngine;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Engines that are down, slow or wrong: a sender is never made to drop what could still be stored. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
@QuarkusTestResource(Surroundings.class)
class EngineTroubleTest {
    private static final int SAMPLES = 120;

    PrometheusServer engine;
    FakeEngine fake;
    FakeRouter router;

    @TestHTTPResource("/api/v1/write")
    URL address;

    @Test
    void losesNothingWhileTheEngineIsDownForAWhile() {
        long start = System.currentTimeMillis() - SAMPLES * 1000L;
        List<Integer> refusals = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            if (i == 40) {
                engine.stop();
            }
            Body body = new Body().sample(i, start + i * 1000L, "__name__", "unbroken");
            for (int status = send(body); status != 204; status = send(body)) {
                assertThat(status).isIn(503, 504);
                refusals.add(status);
                if (refusals.size() == 20) {
                    engine.start();
                }
            }
        }
        assertThat(refusals).hasSizeGreaterThanOrEqualTo(20);
        double end = start / 1000.0 + SAMPLES;
        assertThat(engine.query("count_over_time(unbroken{tenant_id=\"acme\"}[10m])", end)
                        .at("/0/value/1")
                        .asInt())
                .isEqualTo(SAMPLES);
    }

    private int send(Body body) {
        return as(ACME).write(body).statusCode();
    }

    @ParameterizedTest
    @CsvSource({
        "200, 204", "204, 204", "400, 400", "401, 503", "403, 503", "404, 503", "405, 503", "408, 503", "409, 400",
        "413, 400", "415, 503", "422, 400", "429, 429", "500, 503", "502, 503", "503, 503", "504, 504", "301, 503"
    })
    void tellsTheSenderWhatToDoAboutTheEnginesAnswer(int engineSays, int senderGets) {
        fake.does(request -> request.response().setStatusCode(engineSays).end("because"));
        Response answer = as(GLOBEX).write(anything());
        assertThat(answer.statusCode()).isEqualTo(senderGets);
        if (senderGets == 429 || senderGets >= 500) {
            assertThat(answer.header("Retry-After")).isNotNull();
        }
    }

    @Test
    void passesTheEnginesRetryAfterOn() {
        fake.does(request -> request.response()
                .setStatusCode(429)
                .putHeader("Retry-After", "17")
                .end());
        as(GLOBEX).write(anything()).then().statusCode(429).header("Retry-After", "17");
    }

    @Test
    void givesUpOnASilentEngineInTimeAndThenAsksItNoMore() {
        fake.does(request -> {});
        as(GLOBEX).write(anything()).then().statusCode(504).header("Retry-After", "5");
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            codes.add(as(GLOBEX).write(anything()).path("code"));
        }
        assertThat(codes).contains("engine.down");
        fake.does(request -> request.response().setStatusCode(204).end());
        awaitStored(GLOBEX);
    }

    @Test
    void anEngineThatHangsCostsNobodyElse() {
        fake.does(request -> {});
        List<CompletableFuture<Response>> hanging = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            hanging.add(CompletableFuture.supplyAsync(() -> as(GLOBEX).write(anything())));
        }
        for (int i = 0; i < 20; i++) {
            long before = System.nanoTime();
            as(ACME).write(anything()).then().statusCode(204);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(900));
        }
        hanging.forEach(answer -> assertThat(answer.join().statusCode()).isIn(503, 504));
        fake.does(request -> request.response().setStatusCode(204).end());
        awaitStored(GLOBEX);
    }

    @Test
    void sendsTheTenantsOwnDataAndNothingOfTheCallers() {
        CompletableFuture<String> seen = new CompletableFuture<>();
        fake.does(request -> {
            seen.complete(request.headers().toString());
            request.response().setStatusCode(204).end();
        });
        as(GLOBEX)
                .request()
                .header("X-Scope-OrgID", "acme")
                .body(anything().packed())
                .post("/api/v1/write");
        assertThat(seen.join())
                .containsIgnoringCase("content-encoding=snappy")
                .containsIgnoringCase("x-prometheus-remote-write-version=0.1.0")
                .doesNotContainIgnoringCase("X-Scope-OrgID")
                .doesNotContainIgnoringCase("Bearer");
    }

    @Test
    void anUnreachableEngineIsTemporary() {
        as(Surroundings.UMBRELLA).write(anything()).then().statusCode(503).body("code", equalTo("engine.unreachable"));
    }

    @Test
    void aMissingSecretIsOursToCorrect() {
        Response answer = as(Surroundings.WONKA).write(anything());
        answer.then().statusCode(503).body("code", equalTo("engine.misconfigured"));
        assertThat(answer.asString()).doesNotContain("no-such-secret");
    }

    @Test
    void aSenderThatIsTooSlowIsAskedToComeAgain() throws IOException {
        String head = "POST /api/v1/write HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\nX-Tenant-ID: acme\r\n"
                + "Authorization: Bearer " + router.issuer().tenantToken(ACME, Role.ADMIN) + "\r\n\r\nabc";
        URI collector = URI.create(address.toString());
        try (Socket socket = new Socket(collector.getHost(), collector.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 503").contains("write.body-too-slow");
        }
    }

    private void awaitStored(TenantId tenant) {
        while (as(tenant).write(anything()).statusCode() != 204) {
            Thread.onSpinWait();
        }
    }

    private static Body anything() {
        return new Body().sample(1, System.currentTimeMillis(), "__name__", "anything");
    }

    private Sender as(TenantId tenant) {
        return new Sender(router, tenant);
    }
}
