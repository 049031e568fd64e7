package io.pharos.gateway.api;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.suite.Client;
import io.pharos.gateway.suite.Surroundings;
import io.pharos.model.Role;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user is told of a query. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class ExplainTest {
    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    private RequestSpecification asked(String query) {
        return new Client(router, ACME, Role.DEV)
                .request()
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("query", query);
    }

    @Test
    void tellsTextsCostAndTime() {
        Response answer = asked("sum( rate(http_requests_total[5m] offset 1h) )by(job)")
                .formParam("time", "2026-01-31T12:00:00Z")
                .post("/api/v1/explain");

        JsonPath told = answer.jsonPath();
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(told.getString("canonical")).isEqualTo("sum by (job) (rate(http_requests_total[5m] offset 1h))");
        assertThat(told.getString("enforced"))
                .isEqualTo("sum by (job) (rate(http_requests_total{tenant_id=\"acme\"}[5m] offset 1h))");
        assertThat(told.getLong("cost.samples")).isEqualTo(20);
        assertThat(told.getString("cost.basis")).isEqualTo("estimate");
        assertThat(told.getString("time.oldest")).isEqualTo("2026-01-31T10:55:00Z");
        assertThat(told.getString("time.newest")).isEqualTo("2026-01-31T11:00:00Z");
        assertThat(told.getLong("time.seconds")).isEqualTo(300);
    }

    @Test
    void expectsWhatTheSameQueryReadBefore() {
        String query = "sum({__name__=~\"secret_revenue|target_info\"})";
        JsonPath before = asked(query).post("/api/v1/explain").jsonPath();
        assertThat(before.getString("cost.expectedBy")).isEqualTo("shape");
        assertThat(before.getLong("cost.expected")).isEqualTo(1);

        Response answer = new Client(router, ACME, Role.DEV).query(query);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);

        JsonPath after = asked(query).post("/api/v1/explain").jsonPath();
        assertThat(after.getString("cost.expectedBy")).isEqualTo("earlier answers");
        assertThat(answer.header("X-Query-Cost")).isEqualTo("2");
        assertThat(after.getLong("cost.expected")).isEqualTo(2);
    }

    @Test
    void countsTheEvaluationsOfARange() {
        JsonPath told = asked("up")
                .formParam("start", "0")
                .formParam("end", "600")
                .formParam("step", "60")
                .post("/api/v1/explain")
                .jsonPath();
        assertThat(told.getInt("evaluations")).isEqualTo(11);
        assertThat(told.getLong("cost.samples")).isEqualTo(11);
    }

    @Test
    void speaksTheReadersLanguage() {
        Response english = asked("rate(up[5m])").post("/api/v1/explain");
        Response chinese = asked("rate(up[5m])")
                .header("Accept-Language", "zh-CN,en;q=0.5")
                .post("/api/v1/explain");

        assertThat(english.header("Content-Language")).isEqualTo("en");
        assertThat(chinese.header("Content-Language")).isEqualTo("zh");
        List<String> steps = chinese.jsonPath().getList("steps.text");
        assertThat(steps).hasSize(2).allSatisfy(text -> assertThat(text).matches(".*\\p{IsHan}.*"));
        assertThat(english.jsonPath().getList("steps.uses[1]")).isEqualTo(List.of(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum(", "up{tenant_id=\"initech\"}", "sort_by_label(up, \"a\")"})
    void refusesWhatAQueryWouldBeRefusedFor(String query) {
        Response answer = asked(query).post("/api/v1/explain");
        assertThat(answer.statusCode()).isIn(400, 403);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).startsWith("query.");
    }

    @Test
    void isPostedTo() {
        Response answer = new Client(router, ACME, Role.ADMIN).request().get("/api/v1/explain");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }
}
