package io.pharos.collector.otlp;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.pharos.collector.engines.PrometheusServer;
import io.pharos.collector.suite.Sender;
import io.pharos.collector.suite.Surroundings;
import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tsdb.testing.FakeEngine;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Traces: passed on untouched to where the directory says, or refused with a reason. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
@QuarkusTestResource(Surroundings.class)
class OtlpTracesTest {
    private static final byte[] SPANS = {10, 0, (byte) 0xFF, 7};

    FakeEngine fake;
    FakeRouter router;

    @Test
    void passesTracesOnUntouchedWithTheEndpointsCredentials() {
        List<String> seen = new CopyOnWriteArrayList<>();
        fake.does(request -> request.body().onSuccess(body -> {
            seen.add(request.path() + " " + request.getHeader("Content-Type") + " "
                    + request.getHeader("Content-Encoding") + " " + request.getHeader("X-Tenant-ID") + " "
                    + request.getHeader("Authorization") + " " + Arrays.toString(body.getBytes()));
            request.response()
                    .putHeader("Content-Type", "application/x-protobuf")
                    .end("ok");
        }));
        send(Surroundings.TRACED).then().statusCode(200).body(equalTo("ok"));
        assertThat(seen)
                .containsExactly("/v1/traces application/x-protobuf gzip traced Bearer " + PrometheusServer.PASSWORD
                        + " [10, 0, -1, 7]");
    }

    @Test
    void refusesThemWithAReasonWhereThereIsNoEndpoint() {
        new Sender(router, ACME)
                .bareText("application/json")
                .body("{}")
                .post("/otlp/v1/traces")
                .then()
                .statusCode(422)
                .body("message", containsString("otlp.no-trace-endpoint"));
    }

    @Test
    void makesNoSenderDropWhatMayPassLater() {
        fake.does(request -> request.response().setStatusCode(401).end());
        send(Surroundings.TRACED).then().statusCode(503).header("Retry-After", "30");
        fake.does(request -> request.response()
                .setStatusCode(429)
                .putHeader("Retry-After", "9")
                .end());
        send(Surroundings.TRACED).then().statusCode(429).header("Retry-After", "9");
        fake.does(request -> request.response().setStatusCode(400).end("bad"));
        send(Surroundings.TRACED).then().statusCode(400).body(equalTo("bad"));
    }

    private Response send(TenantId tenant) {
        return new Sender(router, tenant)
                .bareText("application/x-protobuf")
                .header("Content-Encoding", "gzip")
                .body(SPANS)
                .post("/v1/traces");
    }
}
