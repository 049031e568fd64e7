package io.pharos.collector.metadata;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.pharos.collector.suite.Body2;
import io.pharos.collector.suite.Sender;
import io.pharos.collector.suite.Surroundings;
import io.pharos.model.Role;
import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** What senders said, as the gateway asks for it. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
@QuarkusTestResource(Surroundings.class)
class MetadataResourceTest {
    private final long now = System.currentTimeMillis();
    FakeRouter router;

    @Test
    void servesWhatATenantsSendersToldAndNothingOfOthers() {
        tell(ACME, "told_bytes", 2, "Told of.", "bytes");
        tell(INITECH, "told_elsewhere", 1, "", "");
        Response answer = await(ACME, "told_bytes");
        answer.then()
                .body("told_bytes", hasSize(1))
                .body("told_bytes[0].type", equalTo("gauge"))
                .body("told_bytes[0].help", equalTo("Told of."))
                .body("told_bytes[0].unit", equalTo("bytes"));
        await(INITECH, "told_elsewhere");
        assertThat(ask(ACME, "").asString()).doesNotContain("told_elsewhere");
        ask(ACME, "?limit=1").then().body("size()", equalTo(1));
        ask(ACME, "?metric=none").then().statusCode(200).body("$", anEmptyMap());
    }

    @Test
    void theLastWordHolds() {
        tell(ACME, "changing", 1, "Before.", "");
        await(ACME, "changing");
        tell(ACME, "changing", 2, "After.", "");
        while (!ask(ACME, "?metric=changing").asString().contains("After.")) {
            Thread.onSpinWait();
        }
    }

    @Test
    void servesServicesOnly() {
        RestAssured.get("/internal/v1/tenants/acme/metadata").then().statusCode(401);
        RestAssured.given()
                .header("Authorization", "Bearer " + router.issuer().tenantToken(ACME, Role.ADMIN))
                .get("/internal/v1/tenants/acme/metadata")
                .then()
                .statusCode(403);
    }

    private void tell(TenantId tenant, String metric, int type, String help, String unit) {
        Body2 body = new Body2()
                .series("__name__", metric)
                .sample(1, now, 0)
                .metadata(type, help, unit)
                .end();
        new Sender(router, tenant).write(body).then().statusCode(204);
    }

    private Response await(TenantId tenant, String metric) {
        Response answer = ask(tenant, "?metric=" + metric);
        while (!answer.asString().contains(metric)) {
            answer = ask(tenant, "?metric=" + metric);
        }
        return answer;
    }

    private Response ask(TenantId tenant, String query) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + router.issuer().serviceToken("svc-query-gateway"))
                .get("/internal/v1/tenants/" + tenant + "/metadata" + query);
    }
}
