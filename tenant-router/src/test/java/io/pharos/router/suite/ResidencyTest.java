package io.pharos.router.suite;

import static io.pharos.router.suite.Platform.admin;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.pharos.lineage.Lineage;
import io.pharos.lineage.MoveComparison;
import io.pharos.lineage.MoveComparison.Hour;
import io.pharos.lineage.MoveGap;
import io.pharos.lineage.MoveStore;
import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Policies on where data may lie, moves between engines, and the drawing of where data went. */
@QuarkusTest
@QuarkusTestResource(RouterEngines.class)
class ResidencyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MoveStore moves;
    private final Lineage lineage;

    ResidencyTest(MoveStore moves, Lineage lineage) {
        this.moves = moves;
        this.lineage = lineage;
    }

    @Test
    void localDataNeedsAStoreOfTheTenantsOwn() {
        Platform.tenant("r-local");
        Map<String, Object> policy = Map.of("region", "cn-north", "mode", "local");
        admin().body(policy)
                .header("If-Match", "\"1\"")
                .put("/api/v1/tenants/r-local/residency")
                .then()
                .statusCode(409)
                .body("code", equalTo("directory.residency-conflict"));
        owned("engine-r-local", "r-local");
        admin().body(policy)
                .header("If-Match", "\"1\"")
                .put("/api/v1/tenants/r-local/residency")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("mode", equalTo("local"))
                .body("region", equalTo("cn-north"));
        Platform.engine("r-shared");
        admin().body(Map.of("prod", "r-shared"))
                .header("If-Match", "\"2\"")
                .put("/api/v1/tenants/r-local/environments")
                .then()
                .statusCode(409)
                .body("code", equalTo("directory.residency-conflict"));
    }

    @Test
    void leavingThePolicyOutOfAChangeKeepsIt() {
        Platform.tenant("r-kept");
        owned("engine-r-kept", "r-kept");
        admin().body(Map.of("mode", "local"))
                .header("If-Match", "\"1\"")
                .put("/api/v1/tenants/r-kept/residency")
                .then()
                .statusCode(200);
        admin().body(Map.of("name", "New", "environments", Map.of("prod", "engine-r-kept")))
                .header("If-Match", "\"2\"")
                .put("/api/v1/tenants/r-kept")
                .then()
                .statusCode(200)
                .body("residency.mode", equalTo("local"));
    }

    @Test
    void nobodyElseMovesIntoATenantsOwnStore() {
        Platform.tenant("r-owner");
        owned("engine-r-owner", "r-owner");
        admin().body(Map.of("id", "r-guest", "name", "n", "environments", Map.of("prod", "engine-r-owner")))
                .post("/api/v1/tenants")
                .then()
                .statusCode(409)
                .body("code", equalTo("directory.residency-conflict"));
        Platform.tenant("r-there");
        Map<String, Object> taken = Map.of(
                "kind", "prometheus",
                "dialect", "prometheus-2.42",
                "writeUrl", "http://127.0.0.1:19090/api/v1/write",
                "queryUrl", "http://127.0.0.1:19090",
                "owner", "r-owner");
        admin().body(taken)
                .put("/api/v1/engines/engine-r-there")
                .then()
                .statusCode(409)
                .body("code", equalTo("directory.engine-in-use"));
    }

    @Test
    void routesNameEnvironmentsOfTheTenantAndSelectorsThatCanBeRead() {
        Platform.tenant("r-routes");
        owned("r-routes-own", "r-routes");
        admin().body(Map.of("prod", "engine-r-routes", "onprem", "r-routes-own"))
                .header("If-Match", "\"1\"")
                .put("/api/v1/tenants/r-routes/environments")
                .then()
                .statusCode(200);
        route("{job=\"payments\"}", "nowhere", "local").statusCode(400).body("detail", containsString("nowhere"));
        route("{job=", "onprem", "local").statusCode(400).body("detail", containsString("cannot be read"));
        route("{job=\"payments\"}", "prod", "local").statusCode(409);
        route("{job=\"payments\"}", "onprem", "local")
                .statusCode(200)
                .body("routes[0].to", equalTo("onprem"))
                .body("routes[0].mode", equalTo("local"));
    }

    private static ValidatableResponse route(String selector, String to, String mode) {
        return admin().body(Map.of("routes", List.of(Map.of("selector", selector, "to", to, "mode", mode))))
                .header("If-Match", "\"2\"")
                .put("/api/v1/tenants/r-routes/residency")
                .then();
    }

    @Test
    void aMoveEndsOnlyWhenBothSidesHoldTheSame() {
        Platform.tenant("r-moves");
        Platform.engine("r-new");
        admin().body(Map.of("to", "r-new", "hours", 1))
                .header("If-Match", "\"1\"")
                .put("/api/v1/tenants/r-moves/moves/prod")
                .then()
                .statusCode(200)
                .body("from", equalTo("engine-r-moves"))
                .body("ready", equalTo(false))
                .body("gaps", anEmptyMap());
        admin().body(Map.of("prod", "r-new"))
                .header("If-Match", "\"2\"")
                .put("/api/v1/tenants/r-moves/environments")
                .then()
                .statusCode(409)
                .body("code", equalTo("directory.moving"));
        String end = "/api/v1/tenants/r-moves/moves/prod/switch";
        admin().post(end).then().statusCode(409).body("code", equalTo("moves.unequal"));

        TenantId tenant = new TenantId("r-moves");
        moves.tellGap(tenant, Environment.PROD, "metrics-collector-1", new MoveGap("r-new", 3, 300, 0, Instant.now()));
        compare(tenant, 100, 99);
        admin().post(end).then().statusCode(409).body("detail", containsString("100 samples and the other one 99"));
        compare(tenant, 100, 100);
        admin().get("/api/v1/tenants/r-moves/moves")
                .then()
                .statusCode(200)
                .body("moves[0].ready", equalTo(true))
                .body("moves[0].gaps.'metrics-collector-1'.bytes", equalTo(300));
        for (int i = 0; i < 2; i++) {
            admin().header("Idempotency-Key", "switch-1")
                    .post(end)
                    .then()
                    .statusCode(200)
                    .body("environments.prod", equalTo("r-new"))
                    .body("residency.moves", anEmptyMap());
        }
        admin().post(end).then().statusCode(404).body("code", equalTo("moves.not-found"));
    }

    private void compare(TenantId tenant, long there, long here) {
        String since = admin().get("/api/v1/tenants/" + tenant + "/moves").path("moves[0].since");
        Hour hour = new Hour(Instant.parse("2026-11-25T10:00:00Z"), there, here);
        moves.tellComparison(
                tenant,
                Environment.PROD,
                new MoveComparison("r-new", Instant.parse(since), Instant.now(), List.of(hour), ""));
    }

    @Test
    void aMoveCanBeGivenUp() {
        Platform.tenant("r-stays");
        Platform.engine("r-other");
        admin().body(Map.of("to", "r-other"))
                .header("If-Match", "\"1\"")
                .put("/api/v1/tenants/r-stays/moves/prod")
                .then()
                .statusCode(200)
                .body("hoursNeeded", equalTo(24));
        admin().delete("/api/v1/engines/r-other").then().statusCode(409);
        admin().header("If-Match", "\"2\"")
                .delete("/api/v1/tenants/r-stays/moves/prod")
                .then()
                .statusCode(204);
        admin().get("/api/v1/tenants/r-stays/moves").then().body("moves", empty());
    }

    @Test
    void drawsWhereATenantsDataWent() {
        Platform.tenant("r-drawn");
        String adminSecret = Platform.client("r-drawn", "r-drawn-admin", "admin", "metrics:read");
        String devSecret = Platform.client("r-drawn", "r-drawn-dev", "dev", "metrics:read");
        String path = "/api/v1/tenants/r-drawn/lineage";
        admin().get(path).then().statusCode(200).body("hops", empty());
        lineage.passed(new TenantId("r-drawn"), "metrics-collector", "engine-r-drawn", "metrics", 2048);
        lineage.passed(new TenantId("r-drawn"), "client r-drawn-agent", Lineage.HERE, "metrics", 10);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!admin().get(path).asString().contains("engine-r-drawn")) {
            assertThat(System.nanoTime()).as("the hop was told in time").isLessThan(end);
        }
        given().auth()
                .oauth2(Platform.token("r-drawn-admin", adminSecret))
                .get(path + "?format=mermaid")
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .body(containsString("[(\"engine-r-drawn<br/>the platform's\")]"))
                .body(containsString("metrics 2.0 KB"))
                .body(containsString("tenant-router"));
        given().auth()
                .oauth2(Platform.token("r-drawn-dev", devSecret))
                .get(path)
                .then()
                .statusCode(403);
        given().get(path).then().statusCode(401);
        admin().get(path + "?format=picture").then().statusCode(400);
        admin().get("/api/v1/tenants/r-nobody/lineage").then().statusCode(404);
    }

    private static void owned(String engine, String owner) {
        admin().body(Map.of(
                        "kind", "prometheus",
                        "dialect", "prometheus-2.42",
                        "writeUrl", "http://127.0.0.1:19090/api/v1/write",
                        "queryUrl", "http://127.0.0.1:19090",
                        "owner", owner))
                .put("/api/v1/engines/" + engine)
                .then()
                .statusCode(200)
                .body("owner", equalTo(owner));
    }
}
