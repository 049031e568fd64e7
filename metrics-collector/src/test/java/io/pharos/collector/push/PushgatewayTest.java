package io.pharos.collector.push;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.collector.engines.PrometheusServer;
import io.pharos.collector.suite.Sender;
import io.pharos.collector.suite.Surroundings;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The Pushgateway's API, its groups written to a real Prometheus again and again. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
@QuarkusTestResource(Surroundings.class)
class PushgatewayTest {
    PrometheusServer engine;
    FakeRouter router;

    @Inject
    Database database;

    @Test
    void writesAGroupAgainAndAgainUntilItIsDeleted() {
        String path = "/metrics/job/nightly/zone/a";
        put(ACME, path, "# TYPE rows gauge\nrows{zone=\"own\",part=\"x\"} 17\n")
                .then()
                .statusCode(200);
        JsonNode rows = await("rows{job=\"nightly\"}", found -> found.size() == 1);
        assertThat(rows.at("/0/metric/tenant_id").asText()).isEqualTo("acme");
        assertThat(rows.at("/0/metric/zone").asText()).isEqualTo("a");
        assertThat(rows.at("/0/value/1").asText()).isEqualTo("17");
        await(
                "count_over_time(rows{job=\"nightly\"}[1m])",
                found -> found.at("/0/value/1").asInt() > 2);
        double pushed = await("push_time_seconds{job=\"nightly\"}", found -> found.size() == 1)
                .at("/0/value/1")
                .asDouble();
        assertThat(pushed).isCloseTo(System.currentTimeMillis() / 1000.0, offset(30.0));
        assertThat(now("push_failure_time_seconds{job=\"nightly\"}")
                        .at("/0/value/1")
                        .asText())
                .isEqualTo("0");

        as(ACME, path).delete(path).then().statusCode(202);
        await("rows{job=\"nightly\"}", JsonNode::isEmpty);
        await("push_time_seconds{job=\"nightly\"}", JsonNode::isEmpty);
        as(ACME, path).delete(path).then().statusCode(202);
    }

    @Test
    void putReplacesAGroupAndPostOnlyMetricsOfTheSameNames() {
        String path = "/metrics/job/modes";
        put(ACME, path, "modes_a{x=\"1\"} 1\nmodes_a{x=\"2\"} 1\nmodes_b 1\n")
                .then()
                .statusCode(200);
        await("{__name__=~\"modes_.*\"}", found -> found.size() == 3);
        as(ACME, path)
                .body("modes_a{x=\"1\"} 5\n".getBytes(UTF_8))
                .post(path)
                .then()
                .statusCode(200);
        await(
                "modes_a",
                found -> found.size() == 1 && found.at("/0/value/1").asText().equals("5"));
        assertThat(now("modes_b")).hasSize(1);
        put(ACME, path, "modes_b 2\n").then().statusCode(200);
        await("{__name__=~\"modes_.*\"}", found -> found.size() == 1);
        put(ACME, path, "").then().statusCode(200);
        await("{__name__=~\"modes_.*\"}", JsonNode::isEmpty);
        await("push_time_seconds{job=\"modes\"}", found -> found.size() == 1);
        as(ACME, path).delete(path).then().statusCode(202);
    }

    @Test
    void whatDoesNotFitIsRefusedAndNotedAndChangesNothing() {
        String path = "/metrics/job/fitting";
        put(ACME, path, "# TYPE fitting counter\nfitting 1\n").then().statusCode(200);
        await("fitting", found -> found.size() == 1);
        put(ACME, "/metrics/job/unfit", "# TYPE fitting gauge\nfitting 2\n")
                .then()
                .statusCode(400)
                .body("code", equalTo("push.inconsistent"))
                .body("detail", containsString("of type gauge, and of type counter in another group"));
        await("push_failure_time_seconds{job=\"unfit\"} > 0", found -> found.size() == 1);
        assertThat(now("push_time_seconds{job=\"unfit\"}").at("/0/value/1").asText())
                .isEqualTo("0");
        put(INITECH, "/metrics/job/unfit", "# TYPE fitting gauge\nfitting 2\n")
                .then()
                .statusCode(200);
        await("fitting{tenant_id=\"initech\"}", found -> found.size() == 1);
        put(ACME, path, "fitting 1 1700000000000\n").then().statusCode(400);
        put(ACME, path, "fitting{ 1\n").then().statusCode(400).body("code", equalTo("push.unreadable"));
        assertThat(now("fitting{tenant_id=\"acme\"}").at("/0/value/1").asText()).isEqualTo("1");
        for (TenantId tenant : new TenantId[] {ACME, INITECH}) {
            for (String group : new String[] {path, "/metrics/job/unfit"}) {
                as(tenant, group).delete(group).then().statusCode(202);
            }
        }
    }

    @Test
    void nothingIsWrittenForATenantWhoseBudgetForItIsUsedUp() {
        ends(Surroundings.CAPPED);
        for (int round = 0; round < 3; round++) {
            ends(ACME);
            Awaitility.await().until(() -> kept("pushed_ending", ACME) == 0);
        }
        assertThat(kept("pushed_ending", Surroundings.CAPPED)).isEqualTo(1);
    }

    /** A group that is gone, which its engine has not been told yet. */
    private void ends(TenantId tenant) {
        database.query(session -> session.change(
                "insert into pushed_ending (tenant_id, environment, grouping_key, series)"
                        + " values ($1, 'prod', 'job=ended', '[]'::bytea)",
                tenant.value()));
    }

    private long kept(String table, TenantId tenant) {
        String count = "select count(*) as kept from " + table + " where tenant_id = $1";
        return database.query(session -> session.first(count, row -> row.getLong("kept"), tenant.value()))
                .orElseThrow();
    }

    @Test
    void refusesForeignLabelsAndBadPaths() {
        put(ACME, "/metrics/job/x/tenant_id/initech", "foreign_push 1\n").then().statusCode(400);
        put(ACME, "/metrics/job/x/instance", "a 1\n").then().statusCode(400);
        as(ACME, "")
                .contentType("application/octet-stream")
                .get("/metrics/job/x")
                .then()
                .statusCode(404);
    }

    private Response put(TenantId tenant, String path, String text) {
        return as(tenant, path).body(text.getBytes(UTF_8)).put(path);
    }

    private RequestSpecification as(TenantId tenant, String path) {
        return new Sender(router, tenant).bareText("text/plain; version=0.0.4").urlEncodingEnabled(path.isEmpty());
    }

    private JsonNode now(String expression) {
        return engine.query(expression, System.currentTimeMillis() / 1000.0);
    }

    private JsonNode await(String expression, Predicate<JsonNode> condition) {
        return Awaitility.await(expression)
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> now(expression), condition);
    }
}
