package io.pharos.collector.remotewrite;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.HOOLI;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.collector.engines.PrometheusServer;
import io.pharos.collector.suite.Body;
import io.pharos.collector.suite.RecordedUsage;
import io.pharos.collector.suite.Sender;
import io.pharos.collector.suite.Surroundings;
import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Remote write into a real Prometheus: who gets in, what is stored, and what the sender is told. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
@QuarkusTestResource(Surroundings.class)
class RemoteWriteTest {
    private final long now = System.currentTimeMillis();

    PrometheusServer engine;
    FakeRouter router;

    @Inject
    RecordedUsage usage;

    @Test
    void storesSamplesUnderTheirTenant() {
        Body body = new Body().sample(42.5, now, "__name__", "stores_alone", "job", "shop", "zone", "b");
        as(ACME).write(body).then().statusCode(204);
        JsonNode found = found("stores_alone");
        assertThat(found).hasSize(1);
        assertThat(found.at("/0/metric/tenant_id").asText()).isEqualTo("acme");
        assertThat(found.at("/0/metric/zone").asText()).isEqualTo("b");
        assertThat(found.at("/0/value/1").asText()).isEqualTo("42.5");
    }

    @Test
    void tellsProdApartOnlyWhereAnotherEnvironmentLiesBesideIt() {
        as(ACME).write(new Body().sample(1, now, "__name__", "with_staging"))
                .then()
                .statusCode(204);
        as(INITECH)
                .write(new Body().sample(1, now, "__name__", "prod_alone"))
                .then()
                .statusCode(204);
        assertThat(found("with_staging").at("/0/metric/env").asText()).isEqualTo("prod");
        assertThat(found("prod_alone").at("/0/metric").has("env")).isFalse();
    }

    @Test
    void keepsTwoTenantsApartInOneEngine() {
        as(ACME).write(new Body().sample(1, now, "__name__", "side_by_side"))
                .then()
                .statusCode(204);
        as(INITECH)
                .write(new Body().sample(2, now, "__name__", "side_by_side"))
                .then()
                .statusCode(204);
        assertThat(found("side_by_side{tenant_id=\"acme\"}").at("/0/value/1").asText())
                .isEqualTo("1");
        assertThat(found("side_by_side{tenant_id=\"initech\"}").at("/0/value/1").asText())
                .isEqualTo("2");
        assertThat(found("side_by_side")).hasSize(2);
    }

    @Test
    void namesTheEnvironmentThatIsNotProd() {
        as(ACME).request()
                .header("X-Environment", "staging")
                .body(new Body().sample(1, now, "__name__", "in_staging").packed())
                .post("/api/v1/push")
                .then()
                .statusCode(204);
        assertThat(found("in_staging{env=\"staging\",tenant_id=\"acme\"}")).hasSize(1);
    }

    @Test
    void acceptsAnEmptyRequest() {
        as(ACME).write(new Body()).then().statusCode(204);
    }

    @Test
    void refusesInOneOrder() {
        byte[] body = new Body().sample(1, now, "__name__", "refused").packed();
        String token = router.issuer().tenantToken(ACME, Role.ADMIN);
        Sender.bare().body(body).post("/api/v1/write").then().statusCode(400);
        Sender.bare()
                .header("X-Tenant-ID", "acme")
                .body(body)
                .post("/api/v1/write")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"));
        Sender.bare()
                .header("X-Tenant-ID", "initech")
                .header("Authorization", "Bearer " + token)
                .body(body)
                .post("/api/v1/write")
                .then()
                .statusCode(403)
                .body("code", equalTo("token.foreign-tenant"));
        Sender.bare()
                .header("X-Tenant-ID", "acme")
                .header("Authorization", "Bearer " + router.issuer().tenantToken(ACME, Role.ADMIN, Scope.METRICS_READ))
                .body(body)
                .post("/api/v1/write")
                .then()
                .statusCode(403);
        as(HOOLI).write(body).then().statusCode(402);
        assertThat(found("refused")).isEmpty();
    }

    @Test
    void aUsedUpCapIs429UntilItIsLifted() {
        as(Surroundings.CAPPED)
                .write(new Body().sample(1, now, "__name__", "capped_away"))
                .then()
                .statusCode(429)
                .header("Retry-After", "60");
        assertThat(found("capped_away")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, snappy",
        "application/x-protobuf;proto=io.prometheus.write.v3.Request, snappy",
        "application/x-protobuf;proto=, snappy",
        "application/x-protobuf, br",
        "application/x-protobuf, identity"
    })
    void refusesOtherFormatsWith415(String type, String encoding) {
        Sender.bare()
                .contentType(type)
                .header("X-Tenant-ID", "acme")
                .header("Authorization", "Bearer " + router.issuer().tenantToken(ACME, Role.ADMIN))
                .config(RestAssured.config())
                .body(new byte[] {0})
                .post("/api/v1/write")
                .then()
                .statusCode(415);
    }

    @Test
    void survivesABombThatDeclaresAGibibyte() {
        byte[] bomb = {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x04, 0, 'x'};
        refused(bomb, "write.unreadable", "1073741824");
    }

    @Test
    void refusesWhatIsNotSnappyOrNotProtobuf() {
        refused("{\"json\":1}".getBytes(StandardCharsets.UTF_8), "write.unreadable", "snappy");
        refused(new Body().sample(1, now, "__name__", "x").plain(), "write.unreadable", "snappy");
        byte[] whole = new Body()
                .sample(1, now, "__name__", "truncated", "job", "shop")
                .plain();
        refused(Body.pack(Arrays.copyOf(whole, whole.length - 3)), "write.unreadable", "remote write 1.0");
    }

    @ParameterizedTest
    @CsvSource({
        "unsorted, b|1|a|1, labels out of order",
        "duplicated, a|1|a|2, a label twice",
        "foreign, tenant_id|initech, owner's label",
        "empty, a|, empty label",
        "dashed, a-b|1, label name"
    })
    void namesTheSeriesThatIsNotStoredAndStoresTheRest(String name, String labels, String reason) {
        String[] all = ("__name__|" + name + "|" + labels).split("\\|", -1);
        Body body = new Body().sample(1, now, "__name__", "beside_" + name).sample(1, now, all);
        as(ACME).write(body)
                .then()
                .statusCode(400)
                .body("code", equalTo("write.rejected-series"))
                .body("detail", containsString("series " + name + "{"))
                .body("detail", containsString(reason));
        assertThat(found(name)).isEmpty();
        assertThat(found("beside_" + name)).hasSize(1);
    }

    @Test
    void keepsAnEqualTenantLabelAndRenamesAForeignOneWhereChosen() {
        as(ACME).write(new Body().sample(1, now, "__name__", "own_label", "tenant_id", "acme"))
                .then()
                .statusCode(204);
        assertThat(found("own_label{tenant_id=\"acme\"}")).hasSize(1);
        as(Surroundings.STARK)
                .write(new Body().sample(1, now, "__name__", "renamed", "tenant_id", "jarvis"))
                .then()
                .statusCode(204);
        assertThat(found("renamed{tenant_id=\"stark\",exported_tenant_id=\"jarvis\"}"))
                .hasSize(1);
    }

    @Test
    void passesTheEnginesRefusalOfASampleOn() {
        as(ACME).write(new Body().sample(1, now, "__name__", "twice")).then().statusCode(204);
        as(ACME).write(new Body().sample(1, now, "__name__", "twice")).then().statusCode(204);
        as(ACME).write(new Body().sample(2, now, "__name__", "twice"))
                .then()
                .statusCode(400)
                .body("code", equalTo("write.refused"))
                .body("detail", containsString("duplicate sample"));
    }

    @Test
    void doesNotBlockASenderOfHistogramsThatTheEngineCannotStore() {
        as(ACME).write(new Body().histogram(now, "__name__", "native")).then().statusCode(400);
    }

    @Test
    void holdsATenantToItsRate() {
        Body ten = new Body();
        for (int i = 0; i < 10; i++) {
            ten.sample(i, now + i, "__name__", "rated");
        }
        as(Surroundings.TINY).write(ten).then().statusCode(204);
        Response second = as(Surroundings.TINY).write(ten);
        second.then().statusCode(429).body("detail", containsString("ingestion_rate of 1 "));
        assertThat(Integer.parseInt(second.header("Retry-After"))).isBetween(1, 10);
    }

    @Test
    void refusesABodyOverTheTenantsLimit() {
        byte[] large = Body.pack(new byte[100_000]);
        as(Surroundings.TINY)
                .write(large)
                .then()
                .statusCode(400)
                .body("detail", containsString("max_body_bytes of 65536"));
    }

    @Test
    void neverAnswers404ForWhatItMayNotKnowYet() {
        as(new TenantId("brand-new"))
                .write(new Body())
                .then()
                .statusCode(503)
                .header("Retry-After", "5")
                .body("code", equalTo("write.unknown-tenant"));
        as(ACME).request()
                .header("X-Environment", "qa")
                .body(new Body().packed())
                .post("/api/v1/write")
                .then()
                .statusCode(503);
    }

    @Test
    void countsAsUsedWhatTheEngineHasStoredAndNothingElse() {
        long before = usage.sum(INITECH, "samples");
        Body two = new Body().sample(1, now, "__name__", "used").sample(1, now, "__name__", "used", "a", "1");
        as(INITECH).write(two).then().statusCode(204);
        assertThat(usage.sum(INITECH, "samples")).isEqualTo(before + 2);
        as(INITECH).write(new Body().sample(2, now, "__name__", "used")).then().statusCode(400);
        as(INITECH).write(new Body().sample(2, now, "job", "nameless")).then().statusCode(400);
        assertThat(usage.sum(INITECH, "samples")).isEqualTo(before + 2);
    }

    @Test
    void describesAndMeasuresItself() {
        as(ACME).write(new Body().sample(1, now, "__name__", "measured")).then().statusCode(204);
        RestAssured.get("/q/openapi").then().statusCode(200).body(containsString("/api/v1/write"));
        RestAssured.get("/q/metrics")
                .then()
                .body(containsString("pharos_collector_samples_total{engine=\"shared\",outcome=\"stored\"}"))
                .body(containsString("pharos_collector_held_bytes 0.0"));
        RestAssured.get("/q/health/ready").then().statusCode(200);
    }

    private void refused(byte[] body, String code, String detail) {
        as(ACME).write(body)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }

    private Sender as(TenantId tenant) {
        return new Sender(router, tenant);
    }

    private JsonNode found(String selector) {
        return engine.query(selector, now / 1000.0 + 1);
    }
}
