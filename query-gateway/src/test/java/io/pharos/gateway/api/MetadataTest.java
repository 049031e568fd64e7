package io.pharos.gateway.api;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.suite.Client;
import io.pharos.gateway.suite.FakeCollector;
import io.pharos.gateway.suite.Surroundings;
import io.pharos.model.Role;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client learns of its metrics' descriptions. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class MetadataTest {
    private static final String UP = "{\"up\":[{\"type\":\"gauge\",\"help\":\"Whether it is.\",\"unit\":\"\"}]}";

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    FakeCollector collector;

    @AfterEach
    void answerAgain() {
        collector.answerWith(200);
    }

    private Response get(Map<String, List<String>> parameters) {
        return new Client(router, ACME, Role.ADMIN).get("metadata", parameters);
    }

    @Test
    void saysWhatTheCollectorKeepsOfTheTenant() {
        collector.tell("acme", UP);
        Response answer = get(Map.of("metric", List.of("up"), "limit", List.of("7")));
        assertThat(answer.jsonPath().getString("status")).isEqualTo("success");
        assertThat(answer.jsonPath().getString("data.up[0].type")).isEqualTo("gauge");
        assertThat(answer.jsonPath().getString("data.up[0].help")).isEqualTo("Whether it is.");
        assertThat(collector.lastQuery()).isEqualTo("metric=up&limit=7");
        assertThat(new Client(router, INITECH, Role.ADMIN)
                        .get("metadata", Map.of())
                        .asString())
                .isEqualTo("{\"status\":\"success\",\"data\":{}}");
    }

    @Test
    void givesAnAnswerAgainForAWhile() {
        Map<String, List<String>> question = Map.of("metric", List.of("asked_twice"));
        get(question);
        int before = collector.asked();
        assertThat(get(question).statusCode()).isEqualTo(200);
        assertThat(collector.asked()).isEqualTo(before);
    }

    @Test
    void saysSoWhereTheCollectorIsAway() {
        collector.answerWith(500);
        Response answer = get(Map.of("metric", List.of("while_away")));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotNull();
        assertThat(answer.jsonPath().getString("errorType")).isEqualTo("unavailable");
    }

    @Test
    void refusesALimitThatIsNone() {
        assertThat(get(Map.of("limit_per_metric", List.of("many"))).statusCode())
                .isEqualTo(400);
    }
}
