package io.pharos.gateway.api;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pharos.gateway.suite.Client;
import io.pharos.gateway.suite.Surroundings;
import io.pharos.model.Role;
import io.pharos.sql.testing.TestPostgres;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of queries and of attempts, and how an admin blocks a query. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class QueriesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    TestPostgres postgres;

    private Response top(String parameters) {
        return new Client(router, INITECH, Role.ADMIN).request().get("/api/v1/queries/top" + parameters);
    }

    @Test
    void showsTheMostExpensiveQueriesOfTheTenant() {
        String query = "sum_over_time(secret_revenue[7m])";
        for (int i = 0; i < 3; i++) {
            assertThat(new Client(router, INITECH, Role.ADMIN)
                            .query("sum_over_time( secret_revenue [7m] )")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(new Client(router, ACME, Role.ADMIN)
                        .query("secret_revenue * 7")
                        .statusCode())
                .isEqualTo(200);
        String itself = "queries.find { it.query == '" + query + "' }";
        // The log may be written between two of them.
        await().atMost(PATIENCE).until(() -> top("?limit=200").jsonPath().getInt(itself + "?.asked ?: 0") >= 3);

        Response answer = top("?by=samples&since=PT1H&limit=200");
        Map<String, Object> found = answer.jsonPath().getMap(itself);
        assertThat(found)
                .containsEntry("endpoint", "query")
                .containsEntry("environment", "prod")
                .containsEntry("lastUser", "initech-user")
                .containsEntry("asked", 3)
                .containsEntry("samples", 60);
        assertThat(answer.asString()).doesNotContain("secret_revenue * 7");
    }

    @Test
    void saysHowQueriesCanBeOrdered() {
        assertThat(top("?by=luck").statusCode()).isEqualTo(400);
        assertThat(top("?since=yesterday").statusCode()).isEqualTo(400);
        assertThat(top("?by=slowest&limit=1").jsonPath().getList("queries").size())
                .isLessThan(2);
        assertThat(RestAssured.given()
                        .header("X-Tenant-ID", "acme")
                        .get("/api/v1/queries/top")
                        .statusCode())
                .isEqualTo(401);
    }

    private Response put(Role role, String rule) {
        return new Client(router, INITECH, role)
                .request()
                .contentType("application/json")
                .body(new JsonObject()
                        .put("pattern", "*only_blocked*")
                        .put("reason", "Use the recorded one.")
                        .encode())
                .put("/api/v1/queries/blocks/" + rule);
    }

    @Test
    void anAdminBlocksAQueryAndItsUsersAreToldWhy() {
        Client initech = new Client(router, INITECH, Role.ADMIN);
        assertThat(put(Role.DEV, "recorded").statusCode()).isEqualTo(403);
        assertThat(put(Role.ADMIN, "recorded").statusCode()).isEqualTo(200);

        Response blocked = initech.query("sum(only_blocked)");
        assertThat(blocked.statusCode()).isEqualTo(403);
        assertThat(blocked.jsonPath().getString("error")).contains("recorded").contains("Use the recorded one.");
        assertThat(initech.query("only_initech").statusCode()).isEqualTo(200);
        assertThat(new Client(router, ACME, Role.ADMIN).query("only_blocked").statusCode())
                .isEqualTo(200);
        assertThat(initech.request().get("/api/v1/queries/blocks").jsonPath().getString("rules[0].pattern"))
                .isEqualTo("*only_blocked*");

        assertThat(initech.request().delete("/api/v1/queries/blocks/recorded").statusCode())
                .isEqualTo(204);
        assertThat(initech.query("only_blocked").statusCode()).isEqualTo(200);
        assertThat(initech.request().delete("/api/v1/queries/blocks/recorded").statusCode())
                .isEqualTo(404);
    }

    private Optional<Long> audited(String tenant, String actor, String code) {
        return postgres.database()
                .query(session -> session.first(
                        "select sum((details ->> 'count')::bigint)::bigint as n from audit_log where tenant_id = $1 and actor = $2"
                                + " and details ->> 'code' = $3 and outcome = 'refused'",
                        row -> row.getLong("n") == null ? 0L : row.getLong("n"),
                        tenant,
                        actor,
                        code));
    }

    @Test
    void refusedAttemptsAreKept() {
        new Client(router, ACME, Role.ADMIN).query("up{tenant_id=\"globex\"}");
        new Client(router, ACME, Role.ADMIN).query("up{tenant_id=\"globex\"}");
        RestAssured.given()
                .header("X-Tenant-ID", INITECH.value())
                .header("Authorization", "Bearer " + router.issuer().tenantToken(ACME, Role.ADMIN))
                .queryParams(Map.of("query", List.of("up")))
                .get("/api/v1/query");
        await().atMost(PATIENCE)
                .until(() ->
                        audited("acme", "acme-user", "query.foreign-tenant").orElse(0L) >= 2
                                && audited("initech", "acme-user", "token.foreign-tenant")
                                                .orElse(0L)
                                        >= 1);
    }
}
