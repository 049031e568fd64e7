package io.pharos.gateway.api;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.engines.PrometheusServer;
import io.pharos.gateway.suite.Client;
import io.pharos.gateway.suite.Surroundings;
import io.pharos.model.Role;
import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two tenants in one real engine, each looking for the other's data, with a control past the gateway for each look. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class IsolationTest {
    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    PrometheusServer engine;

    static Stream<Arguments> bounded() {
        return bothWays(Probe.namingNobody());
    }

    static Stream<Arguments> refused() {
        return bothWays(Probe.namingTenants());
    }

    private static Stream<Arguments> bothWays(List<Probe> probes) {
        return probes.stream()
                .flatMap(probe -> Stream.of(
                        Arguments.of(probe.at(INITECH, ACME), ACME, INITECH),
                        Arguments.of(probe.at(ACME, INITECH), INITECH, ACME)));
    }

    @ParameterizedTest(name = "{0}: {1} does not see {2}")
    @MethodSource("bounded")
    void nobodySeesAnother(Probe probe, TenantId self, TenantId other) {
        Client client = new Client(router, self, Role.ADMIN);

        assertShownPastTheGateway(probe, other);
        assertSeesNothing(probe, other, client.get(probe.path(), probe.parameters()));
        assertSeesNothing(probe, other, client.post(probe.path(), probe.parameters()));
    }

    private void assertShownPastTheGateway(Probe probe, TenantId other) {
        String raw = engine.get("/api/v1/" + probe.path() + '?' + urlQuery(probe.parameters()))
                .body();
        assertThat(probe.tellsOf(other, raw)).as("control: %s", raw).isTrue();
    }

    private static void assertSeesNothing(Probe probe, TenantId other, Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(probe.tellsOf(other, answer.asString()))
                .as(answer.asString())
                .isFalse();
    }

    @ParameterizedTest(name = "{0}: {1} is refused {2}")
    @MethodSource("refused")
    void whoeverNamesAnotherIsRefused(Probe probe, TenantId self, TenantId other) {
        assertShownPastTheGateway(probe, other);

        Response answer = new Client(router, self, Role.ADMIN).get(probe.path(), probe.parameters());

        assertThat(answer.statusCode()).as(answer.asString()).isIn(400, 403);
        assertThat(answer.jsonPath().getString("status")).isEqualTo("error");
    }

    @Test
    void eachSeesItsOwn() {
        Response acme = new Client(router, ACME, Role.ADMIN).query("secret_revenue");
        Response initech = new Client(router, INITECH, Role.ADMIN).query("secret_revenue{tenant_id=\"initech\"}");

        assertThat(acme.jsonPath().getList("data.result")).hasSize(1);
        assertThat(acme.asString()).contains("42424.75");
        assertThat(initech.jsonPath().getList("data.result")).hasSize(1);
        assertThat(initech.asString()).contains("31337.25");
    }

    @Test
    void theTenantsAreOneself() {
        Response answer = new Client(router, ACME, Role.ADMIN).get("label/tenant_id/values", Map.of());
        assertThat(answer.jsonPath().getList("data")).isEqualTo(List.of("acme"));
    }

    private static String urlQuery(Map<String, List<String>> parameters) {
        return parameters.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> encode(entry.getKey()) + '=' + encode(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
