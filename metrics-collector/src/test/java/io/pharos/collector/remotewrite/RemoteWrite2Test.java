package io.pharos.collector.remotewrite;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.collector.engines.PrometheusServer;
import io.pharos.collector.suite.Body;
import io.pharos.collector.suite.Body2;
import io.pharos.collector.suite.RecordedUsage;
import io.pharos.collector.suite.Sender;
import io.pharos.collector.suite.Surroundings;
import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tsdb.testing.FakeEngine;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Remote write 2.0: into an engine that reads 1.0 only, into one that reads 2.0, and into one that only says so. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
@QuarkusTestResource(Surroundings.class)
class RemoteWrite2Test {
    private static final String SAMPLES = "X-Prometheus-Remote-Write-Samples-Written";
    private static final String HISTOGRAMS = "X-Prometheus-Remote-Write-Histograms-Written";
    private static final String EXEMPLARS = "X-Prometheus-Remote-Write-Exemplars-Written";

    private final long now = System.currentTimeMillis();
    PrometheusServer engine;
    FakeEngine fake;
    FakeRouter router;

    @Inject
    RecordedUsage usage;

    @Test
    void anEngineOfVersion1GetsItAsVersion1() {
        Body2 body = new Body2()
                .series("__name__", "second_total", "job", "shop")
                .sample(42.5, now, now - 1000)
                .exemplar(1, now, "trace_id", "abc")
                .metadata(1, "Counted.", "")
                .end();
        as(INITECH)
                .write(body)
                .then()
                .statusCode(204)
                .header(SAMPLES, "1")
                .header(HISTOGRAMS, "0")
                .header(EXEMPLARS, "1");
        JsonNode found = engine.query("second_total", now / 1000.0 + 1);
        assertThat(found.at("/0/metric/tenant_id").asText()).isEqualTo("initech");
        assertThat(found.at("/0/value/1").asText()).isEqualTo("42.5");
    }

    @Test
    void anEngineOfVersion2GetsItAsItIs() {
        List<String> types = new CopyOnWriteArrayList<>();
        fake.does(request -> {
            types.add(request.getHeader("Content-Type") + " " + request.getHeader("X-Prometheus-Remote-Write-Version"));
            written(request, 204, 1, 0, 0);
        });
        as(Surroundings.PIPER)
                .write(new Body2().sample(1, now, "__name__", "modern"))
                .then()
                .statusCode(204)
                .header(SAMPLES, "1");
        as(Surroundings.PIPER)
                .write(new Body().sample(1, now, "__name__", "modern"))
                .then()
                .statusCode(204);
        assertThat(types)
                .containsExactly(
                        "application/x-protobuf;proto=io.prometheus.write.v2.Request 2.0.0",
                        "application/x-protobuf 0.1.0");
    }

    @Test
    void anEngineThatDoesNotReadItAfterAllGetsItAgainAsVersion1() {
        List<String> types = new CopyOnWriteArrayList<>();
        fake.does(request -> {
            String type = request.getHeader("Content-Type");
            types.add(type);
            request.response().setStatusCode(type.contains("v2") ? 415 : 204).end();
        });
        Sender sender = as(Surroundings.OLD_PIPER);
        for (int i = 0; i < 2; i++) {
            sender.write(new Body2().sample(1, now, "__name__", "fallen_back"))
                    .then()
                    .statusCode(204)
                    .header(SAMPLES, "1");
        }
        assertThat(types)
                .containsExactly(
                        "application/x-protobuf;proto=io.prometheus.write.v2.Request",
                        "application/x-protobuf",
                        "application/x-protobuf");
    }

    @Test
    void tellsWhatIsStoredOfARefusedRequest() {
        fake.does(request -> written(request, 400, 2, 0, 1));
        long before = usage.sum(Surroundings.PIPER, "samples");
        Body2 body = new Body2();
        for (int i = 0; i < 3; i++) {
            body.sample(i, now, "__name__", "partly", "i", "" + i);
        }
        as(Surroundings.PIPER)
                .write(body)
                .then()
                .statusCode(400)
                .header(SAMPLES, "2")
                .header(EXEMPLARS, "1")
                .body("code", equalTo("write.refused"));
        assertThat(usage.sum(Surroundings.PIPER, "samples")).isEqualTo(before + 2);
    }

    @Test
    void tellsThatNothingIsStoredOnEveryFailure() {
        Response unreadable = as(ACME).request()
                .contentType("application/x-protobuf;proto=io.prometheus.write.v2.Request")
                .body(new byte[] {1, 0, 7})
                .post("/api/v1/write");
        unreadable
                .then()
                .statusCode(400)
                .header(SAMPLES, "0")
                .header(HISTOGRAMS, "0")
                .header(EXEMPLARS, "0");
        as(Surroundings.UMBRELLA)
                .write(new Body2().sample(1, now, "__name__", "x"))
                .then()
                .statusCode(503)
                .header(SAMPLES, "0");
    }

    @Test
    void countsTheGoodSeriesBesideABadOne() {
        as(ACME).write(new Body2().sample(1, now, "__name__", "good_two").sample(1, now, "job", "nameless"))
                .then()
                .statusCode(400)
                .header(SAMPLES, "1")
                .body("code", equalTo("write.rejected-series"));
        assertThat(engine.query("good_two", now / 1000.0 + 1)).hasSize(1);
    }

    private static void written(HttpServerRequest request, int status, int samples, int histograms, int exemplars) {
        request.response()
                .setStatusCode(status)
                .putHeader(SAMPLES, "" + samples)
                .putHeader(HISTOGRAMS, "" + histograms)
                .putHeader(EXEMPLARS, "" + exemplars)
                .end(Buffer.buffer("partly"));
    }

    private Sender as(TenantId tenant) {
        return new Sender(router, tenant);
    }
}
