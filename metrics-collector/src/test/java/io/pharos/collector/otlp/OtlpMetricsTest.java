package io.pharos.collector.otlp;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.collector.engines.PrometheusServer;
import io.pharos.collector.suite.Sender;
import io.pharos.collector.suite.Surroundings;
import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.wire.Scratch;
import io.pharos.wire.packing.SnappyBlock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** OTLP metrics, into a real Prometheus. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
@QuarkusTestResource(Surroundings.class)
class OtlpMetricsTest {
    private final long now = System.currentTimeMillis();
    PrometheusServer engine;
    FakeRouter router;

    @Test
    void storesJsonUnderItsTenantWithJobInstanceAndTarget() {
        json(ACME, sum("otlp.orders", 2, "\"asInt\":\"17\""))
                .then()
                .statusCode(200)
                .body(equalTo("{}"));
        JsonNode found = engine.query("otlp_orders_total{http_method=\"GET\"}", now / 1000.0 + 1);
        assertThat(found.at("/0/metric/tenant_id").asText()).isEqualTo("acme");
        assertThat(found.at("/0/metric/job").asText()).isEqualTo("mall/cart");
        assertThat(found.at("/0/metric/instance").asText()).isEqualTo("cart-1");
        assertThat(found.at("/0/value/1").asText()).isEqualTo("17");
        assertThat(engine.query("target_info{tenant_id=\"acme\",host_name=\"h1\"}", now / 1000.0 + 1))
                .hasSize(1);
    }

    @Test
    void storesTheSameInProtobufPacked() throws IOException {
        Scratch json = scratch(sum("otlp.encoded", 2, "\"asDouble\":2.5").getBytes(UTF_8));
        Scratch encoded = new Scratch();
        JsonEncoder.encode(json, JsonSchema.METRICS_REQUEST, encoded);
        Response answer = new Sender(router, ACME)
                .bareText("application/x-protobuf")
                .header("Content-Encoding", "snappy")
                .body(new SnappyBlock().pack(encoded, new Scratch()))
                .post("/otlp/v1/metrics");
        answer.then().statusCode(200).contentType("application/x-protobuf");
        assertThat(answer.asByteArray()).isEmpty();
        assertThat(engine.query("otlp_encoded_total", now / 1000.0 + 1)
                        .at("/0/value/1")
                        .asText())
                .isEqualTo("2.5");
    }

    @Test
    void whatCannotBeStoredIsAPartialSuccess() {
        String both = sum("otlp.beside", 2, "\"asInt\":1");
        json(ACME, sum("otlp.delta", 1, "\"asInt\":1"))
                .then()
                .statusCode(200)
                .body("partialSuccess.rejectedDataPoints", equalTo("1"))
                .body("partialSuccess.errorMessage", containsString("metric otlp.delta"));
        json(ACME, both.replace("GET", "GET\"}},{\"key\":\"tenant_id\",\"value\":{\"stringValue\":\"initech"))
                .then()
                .statusCode(200)
                .body("partialSuccess.rejectedDataPoints", equalTo("1"))
                .body("partialSuccess.errorMessage", containsString("owner's label"));
        assertThat(engine.query("otlp_beside_total", now / 1000.0 + 1)).isEmpty();
    }

    @Test
    void whatIsNoRequestIsRefusedAsAStatus() {
        json(ACME, "{\"resourceMetrics\": 7}")
                .then()
                .statusCode(400)
                .contentType(startsWith("application/json"))
                .body("code", equalTo(3))
                .body("message", containsString("expected an object in line 1"));
        new Sender(router, ACME)
                .bareText("text/plain")
                .body("x")
                .post("/v1/metrics")
                .then()
                .statusCode(415);
        json(Surroundings.UMBRELLA, sum("x", 2, "\"asInt\":1"))
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo(14));
    }

    @Test
    void metadataComesFromOtlpToo() {
        json(INITECH, sum("otlp.told", 2, "\"asInt\":1")).then().statusCode(200);
        String path = "/internal/v1/tenants/initech/metadata?metric=otlp_told_total";
        String token = router.issuer().serviceToken("svc-query-gateway");
        String told = "";
        while (!told.contains("otlp_told_total")) {
            told = RestAssured.given()
                    .header("Authorization", "Bearer " + token)
                    .get(path)
                    .asString();
        }
        assertThat(told).contains("\"type\":\"counter\"").contains("Said of it.");
    }

    private Response json(TenantId tenant, String body) {
        return new Sender(router, tenant)
                .bareText("application/json")
                .body(body.getBytes(UTF_8))
                .post("/v1/metrics");
    }

    private String sum(String name, int temporality, String value) {
        return """
                {"resourceMetrics":[{"resource":{"attributes":[
                  {"key":"service.name","value":{"stringValue":"cart"}},
                  {"key":"service.namespace","value":{"stringValue":"mall"}},
                  {"key":"service.instance.id","value":{"stringValue":"cart-1"}},
                  {"key":"host.name","value":{"stringValue":"h1"}}]},
                 "scopeMetrics":[{"scope":{"name":"lib"},"metrics":[
                  {"name":"%s","description":"Said of it.","unit":"","unknownField":{"a":[1,{"b":null}]},
                   "sum":{"aggregationTemporality":%d,"isMonotonic":true,"dataPoints":[
                    {"timeUnixNano":"%d","startTimeUnixNano":null,%s,
                     "attributes":[{"key":"http.method","value":{"stringValue":"GET"}}]}]}}]}]}]}
                """.formatted(name, temporality, now * 1_000_000, value);
    }

    private static Scratch scratch(byte[] bytes) {
        Scratch scratch = new Scratch();
        System.arraycopy(bytes, 0, scratch.room(bytes.length), 0, bytes.length);
        scratch.length(bytes.length);
        return scratch;
    }
}
