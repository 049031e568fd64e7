package io.pharos.gateway.api;

import static io.pharos.gateway.suite.Surroundings.CAPPED;
import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.HOOLI;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.suite.Client;
import io.pharos.gateway.suite.Surroundings;
import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is turned away, in Prometheus's JSON, and with which status. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class RefusalTest {
    private static final String QUERY = "/prometheus/api/v1/query?query=up";

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    private Client acme(Role role) {
        return new Client(router, ACME, role);
    }

    private static void assertRefused(Response answer, int status, String errorType) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.jsonPath().getString("status")).isEqualTo("error");
        assertThat(answer.jsonPath().getString("errorType")).isEqualTo(errorType);
        assertThat(answer.jsonPath().getString("error")).isNotBlank();
    }

    @Test
    void withoutATokenIs401() {
        Response answer = RestAssured.given().header("X-Tenant-ID", "acme").get(QUERY);
        assertRefused(answer, 401, "unauthorized");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void withoutATenantIs400() {
        String token = router.issuer().tenantToken(ACME, Role.ADMIN);
        assertRefused(
                RestAssured.given().header("Authorization", "Bearer " + token).get(QUERY), 400, "bad_data");
    }

    @Test
    void twoTenantsAre400() {
        assertRefused(
                acme(Role.ADMIN).request().header("X-Tenant-ID", "initech").get(QUERY), 400, "bad_data");
    }

    @Test
    void anothersTokenIs403() {
        String token = router.issuer().tenantToken(ACME, Role.ADMIN);
        Response answer = RestAssured.given()
                .header("X-Tenant-ID", INITECH.value())
                .header("Authorization", "Bearer " + token)
                .get(QUERY);
        assertRefused(answer, 403, "forbidden");
    }

    @Test
    void aMissingScopeIs403() {
        String token = router.issuer().tenantToken(ACME, Role.ADMIN, Scope.METRICS_WRITE);
        Response answer = RestAssured.given()
                .header("X-Tenant-ID", "acme")
                .header("Authorization", "Bearer " + token)
                .get(QUERY);
        assertRefused(answer, 403, "forbidden");
    }

    @Test
    void thePlatformReadsNobodysData() {
        Response answer = RestAssured.given()
                .header("X-Tenant-ID", "acme")
                .header("Authorization", "Bearer " + router.issuer().platformToken())
                .get(QUERY);
        assertRefused(answer, 403, "forbidden");
    }

    @Test
    void aSuspendedTenantIs402() {
        assertRefused(new Client(router, HOOLI, Role.ADMIN).query("up"), 402, "payment_required");
    }

    @Test
    void aTenantWhoseCapIsUsedUpIs429() {
        Response answer = new Client(router, CAPPED, Role.ADMIN).query("up");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("60");
        assertThat(answer.jsonPath().getString("error")).contains("metrics:read");
    }

    @Test
    void anEnvironmentThatTheTenantDoesNotHaveIs404() {
        assertRefused(acme(Role.ADMIN).request().header("X-Environment", "moon").get(QUERY), 404, "not_found");
    }

    @Test
    void aDevAskingForTwentyMinutesIsToldTheLimit() {
        Instant end = Instant.now();
        Response answer = acme(Role.DEV)
                .get(
                        "query_range",
                        Map.of(
                                "query", List.of("up"),
                                "start", List.of(end.minusSeconds(1200).toString()),
                                "end", List.of(end.toString()),
                                "step", List.of("15s")));
        assertRefused(answer, 400, "bad_data");
        assertThat(answer.jsonPath().getString("error")).contains("20m").contains("15m");
    }

    @Test
    void aGuestAskingForSixMinutesOfDataIsToldTheLimit() {
        Response answer = acme(Role.GUEST).query("rate(up[6m])");
        assertRefused(answer, 400, "bad_data");
        assertThat(answer.jsonPath().getString("error")).contains("6m").contains("5m");
    }

    @Test
    void recordedSeriesAreExempt() {
        assertThat(acme(Role.DEV)
                        .query("avg_over_time(slo:availability:ratio[4w])")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aGuestOverFiveASecondIsToldWhenToComeBack() {
        Client guest = acme(Role.GUEST);
        Response answer = guest.query("1");
        for (int asked = 1; asked < 50 && answer.statusCode() == 200; asked++) {
            answer = guest.query("1");
        }
        assertRefused(answer, 429, "too_many_requests");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("5");
        assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("0");
    }
}
