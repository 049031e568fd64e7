package io.pharos.gateway.api;

import static io.pharos.gateway.suite.Surroundings.STARK;
import static io.pharos.gateway.suite.Surroundings.WEYLAND;
import static io.pharos.tenancy.testing.Tenants.GLOBEX;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.suite.Client;
import io.pharos.gateway.suite.Surroundings;
import io.pharos.gateway.suite.Wire;
import io.pharos.model.Role;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tsdb.testing.FakeEngine;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What answers say of their cost, and how a budget ends. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class CostTest {
    private static final String FOREIGN =
            "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{\"shop\":\"secret\",\"tenant_id\":\"acme\"},\"value\":[1,\"2\"]}]}}";

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    FakeEngine fake;

    @SuppressWarnings("NullAway.Init")
    @TestHTTPResource("/")
    URI gateway;

    @Test
    void anAnswerSaysWhatItCost() {
        Response answer = new Client(router, INITECH, Role.ADMIN).query("secret_revenue");
        assertThat(answer.header("X-Query-Cost")).isEqualTo("1");
        assertThat(answer.header("X-Query-Cost-Basis")).isEqualTo("engine");
        assertThat(answer.header("X-Query-Budget-Limit")).as("no budget is set").isNull();
    }

    @Test
    void namesCostNothing() {
        Response answer = new Client(router, INITECH, Role.ADMIN).get("labels", Map.of());
        assertThat(answer.header("X-Query-Cost")).isNull();
    }

    @Test
    void aLargeAnswerSaysItInATrailer() {
        fake.does(request -> request.response()
                .putHeader("Content-Type", "application/json")
                .end("{\"status\":\"success\",\"data\":{\"result\":[" + "1,".repeat(50_000)
                        + "1],\"stats\":{\"samples\":{\"totalQueryableSamples\":77}}}}"));
        Wire wire = new Wire(gateway, "globex", router.issuer().tenantToken(GLOBEX, Role.ADMIN));
        Wire.Reply reply = wire.get("/api/v1/query?query=rate(up[3m])");
        assertThat(reply.head()).containsIgnoringCase("X-Query-Cost: 12").containsIgnoringCase("Trailer: X-Query-Cost");
        assertThat(reply.body()).containsIgnoringCase("X-Query-Cost: 77\r\n").containsIgnoringCase("Basis: engine\r\n");
    }

    @Test
    void aBudgetIsReservedSettledAndUsedUp() {
        Client stark = new Client(router, STARK, Role.ADMIN);
        Response first = stark.query("count_over_time(secret_revenue[10m])");
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
        assertThat(first.header("X-Query-Budget-Limit")).isEqualTo("100");
        assertThat(first.header("X-Query-Budget-Remaining"))
                .as("forty were thought of")
                .isEqualTo("60");
        assertThat(first.header("X-Query-Cost")).as("and twenty read").isEqualTo("20");

        Response second = stark.query("secret_revenue");
        assertThat(second.header("X-Query-Budget-Remaining")).isEqualTo("79");

        Response third = stark.query("count_over_time(secret_revenue[1h])");
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(third.header("Retry-After"))).isPositive();
        assertThat(third.jsonPath().getString("error"))
                .contains("240")
                .contains("100")
                .contains("79");
        assertThat(stark.query("sum(").statusCode()).as("costs nothing").isEqualTo(400);
        assertThat(stark.query("secret_revenue").header("X-Query-Budget-Remaining"))
                .isEqualTo("78");
    }

    @Test
    void whoKeepsItsEngineBusyForTooLongWaits() {
        fake.does(request -> fake.vertx()
                .setTimer(
                        1_100,
                        id -> request.response()
                                .putHeader("Content-Type", "application/json")
                                .end("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}")));
        Client weyland = new Client(router, WEYLAND, Role.ADMIN);
        assertThat(weyland.query("up").statusCode()).isEqualTo(200);
        Response second = weyland.query("up");
        assertThat(second.statusCode()).as(second.asString()).isEqualTo(429);
        assertThat(Integer.parseInt(second.header("Retry-After"))).isBetween(1, 10);
        assertThat(second.jsonPath().getString("error")).contains("more than 1 s in a minute");
    }

    @Test
    void anAnswerWithAnothersSeriesIsWithheld() {
        fake.does(request ->
                request.response().putHeader("Content-Type", "application/json").end(FOREIGN));
        Response answer = new Client(router, GLOBEX, Role.ADMIN).query("up");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.asString()).doesNotContain("secret").contains("withheld");
    }
}
