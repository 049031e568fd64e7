package io.pharos.tenancy.context;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tenancy.testing.RouterResource;
import io.pharos.tenancy.testing.Tenants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RouterResource.class)
class TenantFilterTest {
    private final TenantDirectory directory;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    TenantFilterTest(TenantDirectory directory) {
        this.directory = directory;
    }

    @BeforeEach
    void directoryIsLoaded() {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (directory.revision() < 0 && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void handsTheContextToTheResourceOnItsVirtualThread() {
        as(Tenants.ACME, Role.DEV).get("/edge/tenant").then().statusCode(200).body(equalTo("acme prod dev true"));
        as(Tenants.ACME, Role.DEV).get("/edge/loop").then().statusCode(200).body(equalTo("acme"));
    }

    @ParameterizedTest
    @CsvSource({
        "acme, initech, 403, token.foreign-tenant",
        "initech, acme, 403, token.foreign-tenant",
        "hooli, hooli, 402, tenant.suspended",
        "nobody, nobody, 404, tenant.not-found"
    })
    void refusesInOrder(String of, String asked, int status, String code) {
        refused(given().header(TenantId.HEADER, asked)
                        .auth()
                        .oauth2(router.issuer().tenantToken(new TenantId(of), Role.ADMIN)))
                .statusCode(status)
                .body("code", equalTo(code));
    }

    @Test
    void refusesWithoutAHeaderBeforeItLooksAtTheToken() {
        refused(given()).statusCode(400).body("code", equalTo("tenant.missing"));
        refused(given().header(TenantId.HEADER, "acme", "acme"))
                .statusCode(400)
                .body("code", equalTo("tenant.named-twice"));
    }

    @Test
    void asksForATokenWhereThereIsNone() {
        refused(given().header(TenantId.HEADER, "acme"))
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType("application/problem+json")
                .body("type", equalTo("urn:pharos:problem:token.missing"))
                .body("status", equalTo(401));
    }

    @Test
    void refusesATokenWithoutTheScope() {
        String token = router.issuer().tenantToken(Tenants.ACME, Role.ADMIN, Scope.METRICS_WRITE);
        refused(given().header(TenantId.HEADER, "acme").auth().oauth2(token))
                .statusCode(403)
                .body("code", equalTo("token.missing-scope"));
    }

    @Test
    void thePlatformReadsNoTenantsData() {
        refused(given().header(TenantId.HEADER, "acme")
                        .auth()
                        .oauth2(router.issuer().platformToken()))
                .statusCode(403);
    }

    @Test
    void tellsCallersApart() {
        String platform = router.issuer().platformToken();
        String service = router.issuer().serviceToken("svc-a");
        given().auth()
                .oauth2(platform)
                .get("/edge/platform")
                .then()
                .statusCode(200)
                .body(equalTo("platform-admin"));
        given().auth().oauth2(service).get("/edge/platform").then().statusCode(403);
        given().auth().oauth2(service).get("/edge/suite").then().statusCode(200).body(equalTo("svc-a"));
        given().auth().oauth2(platform).get("/edge/suite").then().statusCode(403);
        as(Tenants.ACME, Role.ADMIN).get("/edge/admin").then().statusCode(200);
        as(Tenants.ACME, Role.DEV).get("/edge/admin").then().statusCode(403);
    }

    @Test
    void anOpenResourceIsOpenAndAnUndeclaredOneServesNobody() {
        given().get("/edge/open").then().statusCode(200);
        given().get("/undeclared").then().statusCode(500).body("code", equalTo("request.undeclared-resource"));
    }

    @Test
    void everyErrorIsAProblemThatTellsNothingOfOurInsides() {
        given().get("/nowhere").then().statusCode(404).body("code", equalTo("request.no-such-path"));
        given().delete("/edge/open").then().statusCode(405).body("code", equalTo("request.method-not-allowed"));
        given().get("/edge/broken")
                .then()
                .statusCode(500)
                .body("code", equalTo("request.defect"))
                .body(not(containsString("secret insides")));
    }

    @Test
    void aBodyThatDoesNotFitIsTheCallersProblem() {
        body("{\"id\":\"ACME\"}").statusCode(400).body("detail", containsString("'id'"));
        body("{\"id\":\"acme\"").statusCode(400).body("code", equalTo("request.malformed-json"));
        body("{\"id\":\"acme\",\"name\":\"Acme\"}").statusCode(400).body("code", equalTo("directory.incomplete"));
        body("{\"id\":\"acme\",\"name\":\"Acme\",\"environments\":{\"prod\":\"shared\"}}")
                .statusCode(200)
                .body("status", equalTo("active"))
                .body("limits.ingest.maxLabelNamesPerSeries", equalTo(30));
    }

    private static ValidatableResponse body(String json) {
        return given().contentType("application/json")
                .body(json)
                .post("/edge/body")
                .then()
                .contentType(containsString("json"));
    }

    private RequestSpecification as(TenantId tenant, Role role) {
        return given().header(TenantId.HEADER, tenant.value())
                .auth()
                .oauth2(router.issuer().tenantToken(tenant, role));
    }

    private static ValidatableResponse refused(RequestSpecification request) {
        return request.get("/edge/tenant").then().contentType("application/problem+json");
    }
}
