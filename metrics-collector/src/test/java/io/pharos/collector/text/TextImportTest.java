package io.pharos.collector.text;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.collector.engines.PrometheusServer;
import io.pharos.collector.suite.Sender;
import io.pharos.collector.suite.Surroundings;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Texts that are pushed, into a real Prometheus. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
@QuarkusTestResource(Surroundings.class)
class TextImportTest {
    private static final String PATH = "/api/v1/import/prometheus";

    private final long now = System.currentTimeMillis();
    PrometheusServer engine;
    FakeRouter router;

    @Test
    void storesAPrometheusTextUnderItsTenant() {
        push("# TYPE texted gauge\ntexted{job=\"batch\"} 17\n")
                .post(PATH)
                .then()
                .statusCode(204);
        JsonNode found = found("texted");
        assertThat(found.at("/0/metric/tenant_id").asText()).isEqualTo("acme");
        assertThat(found.at("/0/value/1").asText()).isEqualTo("17");
    }

    @Test
    void storesOpenMetricsWithItsTimestamps() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(("# TYPE opened counter\nopened_total 5 " + now / 1000.0 + "\n# EOF\n").getBytes(UTF_8));
        }
        new Sender(router, ACME)
                .bareText("application/openmetrics-text; version=1.0.0; charset=utf-8")
                .header("Content-Encoding", "gzip")
                .body(packed.toByteArray())
                .post(PATH)
                .then()
                .statusCode(204);
        assertThat(found("opened_total").at("/0/value/1").asText()).isEqualTo("5");
    }

    @Test
    void putsTheGivenLabelsAndTimeIn() {
        push("labelled{zone=\"a\"} 1\n")
                .queryParam("extra_label", "zone=b")
                .queryParam("extra_label", "rack=7")
                .queryParam("timestamp", now - 5000)
                .post(PATH)
                .then()
                .statusCode(204);
        JsonNode found = engine.query("timestamp(labelled{zone=\"b\",rack=\"7\"})", now / 1000.0 + 1);
        assertThat(found.at("/0/value/1").asDouble()).isEqualTo((now - 5000) / 1000.0);
    }

    @Test
    void namesThePlaceOfAnErrorAndStoresNothingOfTheText() {
        push("fine 1\nbroken{ 2\n")
                .post(PATH)
                .then()
                .statusCode(400)
                .body("code", equalTo("write.unreadable"))
                .body("detail", containsString("line 2, column 9"));
        assertThat(found("fine")).isEmpty();
    }

    @Test
    void neverWritesInAnothersName() {
        push("foreign{tenant_id=\"initech\"} 1\n")
                .post(PATH)
                .then()
                .statusCode(400)
                .body("code", equalTo("write.rejected-series"));
        push("foreign 1\n")
                .queryParam("extra_label", "tenant_id=initech")
                .post(PATH)
                .then()
                .statusCode(400);
        assertThat(found("foreign")).isEmpty();
    }

    @Test
    void refusesWhatIsNoText() {
        new Sender(router, ACME)
                .bareText("application/json")
                .body("{}")
                .post(PATH)
                .then()
                .statusCode(415);
        push("up 1\n").queryParam("extra_label", "zone").post(PATH).then().statusCode(400);
        push("up 1\n").queryParam("timestamp", "yesterday").post(PATH).then().statusCode(400);
    }

    private RequestSpecification push(String text) {
        return new Sender(router, ACME).bareText("text/plain; version=0.0.4").body(text.getBytes(UTF_8));
    }

    private JsonNode found(String selector) {
        return engine.query(selector, now / 1000.0 + 10);
    }
}
