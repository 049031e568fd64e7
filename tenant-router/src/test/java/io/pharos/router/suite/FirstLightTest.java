package io.pharos.router.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RouterEngines.class)
class FirstLightTest {
    @Test
    void listsAKeyFromTheFirstRequestOn() {
        given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .body("keys", hasSize(1))
                .body("keys[0].kid", notNullValue())
                .body("keys[0].crv", equalTo("P-256"));
    }

    @Test
    void forwardsWhatATenantMayWithItsToken() {
        Platform.tenant("first");
        String secret = Platform.client("first", "first-agent", "dev", "metrics:write");
        given().auth()
                .oauth2(Platform.token("first-agent", secret))
                .header("X-Tenant-ID", "first")
                .body("samples")
                .post("/api/v1/write")
                .then()
                .statusCode(200)
                .body("uri", equalTo("/api/v1/write"))
                .body("body", equalTo("samples"))
                .body("headers.'x-tenant-id'", equalTo("first"))
                .body("headers.'x-environment'", equalTo("prod"));
    }

    @Test
    void isHealthyOnThePublicAddress() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }
}
