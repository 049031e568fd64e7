package io.pharos.gateway.api;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.suite.Client;
import io.pharos.gateway.suite.Surroundings;
import io.pharos.model.Role;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a caller gets who is let in. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class AnswerTest {
    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    private Client acme(Role role) {
        return new Client(router, ACME, role);
    }

    @Test
    void answersGrafanasHealthProbe() {
        Response answer = acme(Role.DEV).post("query", Map.of("query", List.of("1+1"), "time", List.of("4")));
        assertThat(answer.asString())
                .isEqualTo("{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[4,\"2\"]}}");
    }

    @Test
    void servesTheShortPathsToo() {
        Response answer = acme(Role.ADMIN).request().queryParam("query", "1").get("/api/v1/query");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void answersARange() {
        Instant end = Instant.now();
        Response answer = acme(Role.DEV)
                .post(
                        "query_range",
                        Map.of(
                                "query", List.of("sum(secret_revenue)"),
                                "start", List.of(Long.toString(end.getEpochSecond() - 60)),
                                "end", List.of(Long.toString(end.getEpochSecond())),
                                "step", List.of("15")));
        assertThat(answer.jsonPath().getString("data.resultType")).isEqualTo("matrix");
        assertThat(answer.jsonPath().getList("data.result[0].values")).hasSizeGreaterThan(3);
    }

    @Test
    void findsExemplars() {
        Response answer = acme(Role.ADMIN).post("query_exemplars", Map.of("query", List.of("sum(secret_revenue)")));
        assertThat(answer.jsonPath().getList("data.seriesLabels.tenant_id")).isEqualTo(List.of("acme"));
        assertThat(answer.jsonPath().getString("data[0].exemplars[0].labels.trace_id"))
                .isEqualTo("trace-of-acme");
    }

    @Test
    void holdsExemplarsToTheLongestRangeOfARole() {
        Response answer = acme(Role.DEV).get("query_exemplars", Map.of("query", List.of("secret_revenue")));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("error")).contains("your limit is 15m");
    }

    @Test
    void tellsHowTheQuotaStands() {
        Response answer = acme(Role.DEV).query("1");
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("100");
        assertThat(Integer.parseInt(answer.header("X-RateLimit-Remaining"))).isBetween(0, 99);
        // No role's quota holds for an admin; the tenant's does.
        assertThat(acme(Role.ADMIN).query("1").header("X-RateLimit-Limit")).isEqualTo("1000");
    }

    @Test
    void sendsTheEnginesCompressionOn() {
        Response packed = acme(Role.ADMIN)
                .request()
                .header("Accept-Encoding", "gzip")
                .queryParam("query", "secret_revenue")
                .get("/api/v1/query");
        Response plain = acme(Role.ADMIN)
                .request()
                .header("Accept-Encoding", "gzip;q=0")
                .queryParam("query", "secret_revenue")
                .get("/api/v1/query");
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(plain.header("Content-Encoding")).isNull();
        assertThat(plain.jsonPath().getString("status")).isEqualTo("success");
    }

    @Test
    void passesTheEnginesOwnRefusalOn() {
        Response answer = acme(Role.ADMIN)
                .query("secret_revenue * on (job) group_left () {__name__=~\"secret_revenue|target_info\"}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getString("errorType")).isEqualTo("execution");
        assertThat(answer.jsonPath().getString("error")).contains("duplicate series");
    }

    @Test
    void seriesWantASelectorAsInPrometheus() {
        assertThat(acme(Role.ADMIN).get("series", Map.of()).statusCode()).isEqualTo(400);
    }

    @Test
    void formatsAndParses() {
        Client client = acme(Role.ADMIN);
        Response formatted = client.get("format_query", Map.of("query", List.of("sum( rate(x[5m]) )by(a)")));
        assertThat(formatted.jsonPath().getString("data")).isEqualTo("sum by (a) (rate(x[5m]))");
        Response parsed = client.get("parse_query", Map.of("query", List.of("info(x) + fill_left")));
        assertThat(parsed.jsonPath().getString("data.type")).isEqualTo("binaryExpr");
        assertThat(parsed.jsonPath().getString("data.lhs.func.name")).isEqualTo("info");
    }

    @Test
    void tellsTheVersionOfItsApi() {
        Response answer = acme(Role.GUEST).get("status/buildinfo", Map.of());
        assertThat(answer.jsonPath().getString("data.version")).isEqualTo("2.42.0");
    }

    @ParameterizedTest
    @EnumSource
    void describesEachEndpointInItsOpenApi(Endpoint endpoint) {
        String document = RestAssured.get("/q/openapi?format=json").asString();
        for (String prefix : endpoint.prefixes()) {
            assertThat(document).contains("\"" + prefix + endpoint.path() + "\"");
        }
    }
}
