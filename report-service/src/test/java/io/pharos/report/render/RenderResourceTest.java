package io.pharos.report.render;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Role;
import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tenancy.testing.RouterResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RouterResource.class)
@SuppressWarnings("NullAway.Init")
class RenderResourceTest {
    private static final String BODY = """
            {"tenant":"acme","title":"T","language":"zh-CN","created":"2026-11-01T00:00:00Z",
             "html":"<html><body><h1>账单</h1></body></html>"}
            """;

    FakeRouter router;

    @Test
    void aServiceOfTheSuiteGetsADocument() {
        byte[] pdf = as(router.issuer().serviceToken("svc-billing-service"), BODY)
                .post("/internal/v1/render")
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();
        assertThat(new String(pdf, 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
    }

    @Test
    void nobodyElseDoes() {
        String tenant = router.issuer().tenantToken(new TenantId("acme"), Role.ADMIN);
        as(tenant, BODY).post("/internal/v1/render").then().statusCode(403);
        as(router.issuer().platformToken(), BODY)
                .post("/internal/v1/render")
                .then()
                .statusCode(403);
        given().contentType(ContentType.JSON)
                .body(BODY)
                .post("/internal/v1/render")
                .then()
                .statusCode(401);
    }

    @Test
    void whatIsMissingOrBrokenIsSaid() {
        String token = router.issuer().serviceToken("svc-billing-service");
        as(token, "{\"tenant\":\"acme\"}").post("/internal/v1/render").then().statusCode(400);
        as(token, BODY.replace("</h1>", "")).post("/internal/v1/render").then().statusCode(400);
    }

    private static RequestSpecification as(String token, String body) {
        return given().auth().oauth2(token).contentType(ContentType.JSON).body(body);
    }
}
