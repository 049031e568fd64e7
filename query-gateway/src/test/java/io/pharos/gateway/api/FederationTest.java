package io.pharos.gateway.api;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.engines.PrometheusServer;
import io.pharos.gateway.suite.Client;
import io.pharos.gateway.suite.RecordedUsage;
import io.pharos.gateway.suite.Surroundings;
import io.pharos.model.Role;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tsdb.testing.FakeEngine;
import io.pharos.usage.event.Usage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a customer's own Prometheus gets that federates from us. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class FederationTest {
    @Inject
    RecordedUsage usage;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    PrometheusServer engine;

    @SuppressWarnings("NullAway.Init")
    FakeEngine fake;

    private Response federate(String... matches) {
        return new Client(router, ACME, Role.DEV)
                .request()
                .queryParam("match[]", List.of(matches))
                .get("/prometheus/federate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{job=\"j\"}", "{__name__=~\".+\"}", "secret_revenue"})
    void givesTheTenantsOwnAndNothingElse(String match) {
        assertThat(engine.get("/federate?match[]=secret_revenue").body()).contains("shop-of-initech");

        Response answer = federate(match, "only_initech");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.asString())
                .contains("# TYPE secret_revenue")
                .contains("shop=\"shop-of-acme\"")
                .doesNotContain("initech");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret_revenue{tenant_id=\"initech\"}", "{tenant_id=~\".*\"}", "sum(up)", "up[5m]"})
    void refusesWhatIsNoSelectorOfTheTenants(String match) {
        Response answer = federate("up", match);
        assertThat(answer.statusCode()).as(answer.asString()).isIn(400, 403);
        assertThat(answer.jsonPath().getString("status")).isEqualTo("error");
    }

    @Test
    void wantsASelector() {
        assertThat(federate().statusCode()).isEqualTo(400);
    }

    @Test
    void countsEachSampleItGives() {
        Response answer = federate("secret_revenue", "only_acme");
        Usage counted = usage.of(ACME, "query_samples").getLast();
        assertThat(answer.asString().lines().filter(line -> !line.startsWith("#")))
                .hasSize(2);
        assertThat(counted.quantity()).isEqualTo(2);
        assertThat(counted.properties()).containsEntry("endpoint", "federate");
    }

    @Test
    void passesNothingOnThatIsNoExposition() {
        fake.does(request -> request.response()
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .end("<html>10.0.0.1</html>"));
        Response answer = new Client(router, GLOBEX, Role.ADMIN)
                .request()
                .queryParam("match[]", "up")
                .get("/prometheus/federate");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.asString()).doesNotContain("10.0.0.1");
    }
}
