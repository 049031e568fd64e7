package io.pharos.router.suite;

import static io.pharos.router.suite.Platform.admin;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.router.directory.LocalDirectory;
import io.pharos.sql.Database;
import io.pharos.tenancy.directory.Tenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The directory's admin API. */
@QuarkusTest
@QuarkusTestResource(RouterEngines.class)
class DirectoryTest {
    private final Database database;
    private final LocalDirectory directory;

    DirectoryTest(Database database, LocalDirectory directory) {
        this.database = database;
        this.directory = directory;
    }

    @Test
    void learnsOfWhatAnotherReplicaDidAndReadsNothingElseAgain() {
        for (String tenant : List.of("d-kept", "d-renamed", "d-moved", "d-gone")) {
            Platform.tenant(tenant);
        }
        Tenant kept = directory.tenant(new TenantId("d-kept"));
        database.transact(session -> {
            session.change("update tenant set name = 'New name' where id = 'd-renamed'");
            session.change("update tenant_environment set engine_id = 'engine-d-kept' where tenant_id = 'd-moved'");
            session.change("delete from tenant_environment where tenant_id = 'd-gone'");
            return session.change("delete from tenant where id = 'd-gone'");
        });
        directory.refresh();
        assertThat(directory.tenant(new TenantId("d-renamed")).name()).isEqualTo("New name");
        assertThat(directory.tenant(new TenantId("d-moved")).engineOf(new Environment("prod")))
                .contains("engine-d-kept");
        assertThat(directory.find(new TenantId("d-gone"))).isEmpty();
        assertThat(directory.tenant(new TenantId("d-kept"))).isSameAs(kept);
    }

    @Test
    void makesATenantWithDefaults() {
        Platform.tenant("d-made");
        admin().get("/api/v1/tenants/d-made")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("plan.name", equalTo("standard"))
                .body("status", equalTo("active"))
                .body("isolation", equalTo("shared"))
                .body("labelConflict", equalTo("refuse"))
                .body("environments.prod", equalTo("engine-d-made"))
                .body("limits.ingest.maxLabelNamesPerSeries", equalTo(30));
        admin().get("/api/v1/tenants?limit=1000").then().body("tenants.id", hasItems("d-made"));
    }

    @Test
    void refusesASecondTenantOfTheName() {
        Platform.tenant("d-twice");
        admin().body(Map.of("id", "d-twice", "name", "n", "environments", Map.of("prod", "engine-d-twice")))
                .post("/api/v1/tenants")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("conflict.tenant-exists"));
    }

    @Test
    void refusesAnEngineThatDoesNotExist() {
        admin().body(Map.of("id", "d-lost", "name", "n", "environments", Map.of("prod", "nowhere")))
                .post("/api/v1/tenants")
                .then()
                .statusCode(400)
                .body("code", equalTo("directory.unknown-engine"));
        admin().get("/api/v1/tenants/d-lost").then().statusCode(404);
    }

    @Test
    void refusesMalformedTenants() {
        admin().body(Map.of("id", "Nope!", "name", "n"))
                .post("/api/v1/tenants")
                .then()
                .statusCode(400);
        admin().body(Map.of("id", "d-none", "name", "n"))
                .post("/api/v1/tenants")
                .then()
                .statusCode(400)
                .body("code", equalTo("directory.incomplete"));
        admin().body("{").post("/api/v1/tenants").then().statusCode(400);
    }

    @Test
    void changesOnlyTheVersionThatWasRead() {
        Platform.tenant("d-versions");
        Map<String, Object> change =
                Map.of("name", "New name", "status", "suspended", "environments", Map.of("prod", "engine-d-versions"));
        admin().body(change).put("/api/v1/tenants/d-versions").then().statusCode(400);
        admin().body(change)
                .header("If-Match", "\"1\"")
                .put("/api/v1/tenants/d-versions")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("name", equalTo("New name"));
        admin().body(change)
                .header("If-Match", "\"1\"")
                .put("/api/v1/tenants/d-versions")
                .then()
                .statusCode(412)
                .body("code", equalTo("directory.version-conflict"));
    }

    @Test
    void changesLimitsAndEnvironmentsByThemselves() {
        Platform.tenant("d-parts");
        admin().body(Map.of("requests", Map.of("requestRate", 7)))
                .header("If-Match", "\"1\"")
                .put("/api/v1/tenants/d-parts/limits")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("limits.requests.requestRate", equalTo(7))
                .body("limits.requests.requestBurst", equalTo(2000));
        admin().body(Map.of("prod", "engine-d-parts", "staging", "engine-d-parts"))
                .header("If-Match", "\"2\"")
                .put("/api/v1/tenants/d-parts/environments")
                .then()
                .statusCode(200)
                .body("environments.staging", equalTo("engine-d-parts"));
    }

    @Test
    void doesAPostWithAnIdempotencyKeyOnce() {
        Platform.tenant("d-once");
        Map<String, Object> client = Map.of("id", "d-once-agent", "role", "dev", "scopes", List.of("metrics:write"));
        String path = "/api/v1/tenants/d-once/clients";
        String first = admin().header("Idempotency-Key", "k1")
                .body(client)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("clientSecret");
        admin().header("Idempotency-Key", "k1")
                .body(client)
                .post(path)
                .then()
                .statusCode(201)
                .body("clientSecret", equalTo(first));
        admin().body(client).post(path).then().statusCode(409).body("code", equalTo("conflict.client-exists"));
        admin().header("Idempotency-Key", "k1")
                .body(Map.of("id", "d-once-other", "role", "dev", "scopes", List.of("metrics:write")))
                .post(path)
                .then()
                .statusCode(422)
                .body("code", equalTo("request.idempotency-key-reused"));
    }

    @Test
    void keepsAnEngineThatIsInUse() {
        Platform.tenant("d-engine");
        admin().delete("/api/v1/engines/engine-d-engine")
                .then()
                .statusCode(409)
                .body("code", equalTo("directory.engine-in-use"));
        Platform.engine("d-unused");
        admin().get("/api/v1/engines/d-unused")
                .then()
                .statusCode(200)
                .body("dialect", equalTo("prometheus-2.42"))
                .body("credentials.passwordRef", equalTo("file:engine"))
                .body("version", equalTo(1));
        admin().delete("/api/v1/engines/d-unused").then().statusCode(204);
        admin().get("/api/v1/engines/d-unused").then().statusCode(404);
    }

    @Test
    void logsEveryActForGood() {
        Platform.tenant("d-logged");
        Platform.client("d-logged", "d-logged-agent", "dev", "metrics:write");
        List<String> acts = database.query(session -> session.list(
                "select act, client_id from administrative_act where tenant_id = $1 order by id",
                row -> row.getString("act") + " by " + row.getString("client_id"),
                "d-logged"));
        assertThat(acts).containsExactly("tenant.create by platform-admin", "client.create by platform-admin");
        assertThatThrownBy(() -> database.query(session -> session.change("delete from administrative_act")))
                .hasMessageContaining("append-only");
    }

    @Test
    void isForThePlatformAlone() {
        Platform.tenant("d-closed");
        String secret = Platform.client("d-closed", "d-closed-admin", "admin", "metrics:read");
        given().get("/api/v1/tenants").then().statusCode(401).header("WWW-Authenticate", equalTo("Bearer"));
        given().auth()
                .oauth2(Platform.token("d-closed-admin", secret))
                .get("/api/v1/tenants")
                .then()
                .statusCode(403);
    }

    @Test
    void writesReadyConfigurationForTheTenantsAdminAndThePlatform() {
        Platform.tenant("d-setup");
        String adminSecret = Platform.client("d-setup", "d-setup-admin", "admin", "metrics:read");
        String devSecret = Platform.client("d-setup", "d-setup-dev", "dev", "metrics:read");
        String path = "/api/v1/tenants/d-setup/setup";
        given().auth()
                .oauth2(Platform.token("d-setup-admin", adminSecret))
                .get(path + "?format=prometheus&client=d-setup-agent")
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .body(containsString("retry_on_http_429: true"))
                .body(containsString("X-Tenant-ID: d-setup"))
                .body(containsString("client_id: d-setup-agent"));
        admin().get(path)
                .then()
                .statusCode(200)
                .body("prometheus.text", notNullValue())
                .body("grafana.text", containsString("/t/d-setup/prometheus"))
                .body("otelCollector.text", containsString("oauth2client"));
        admin().get(path + "?format=word").then().statusCode(400);
        admin().get(path + "?environment=staging").then().statusCode(404);
        given().auth()
                .oauth2(Platform.token("d-setup-dev", devSecret))
                .get(path)
                .then()
                .statusCode(403);
        given().get(path).then().statusCode(401);
    }
}
