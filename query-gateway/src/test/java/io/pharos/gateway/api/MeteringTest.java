package io.pharos.gateway.api;

import static io.pharos.tenancy.testing.Tenants.GLOBEX;
import static io.pharos.tenancy.testing.Tenants.INITECH;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is counted of queries, against what the engine itself says of them. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class MeteringTest {
    private static final String EXPRESSION = "sum_over_time(secret_revenue{tenant_id=\"initech\"}[4m])";

    @Inject
    RecordedUsage usage;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    PrometheusServer engine;

    @SuppressWarnings("NullAway.Init")
    FakeEngine fake;

    private Client initech() {
        return new Client(router, INITECH, Role.ADMIN);
    }

    private Usage last(String resource) {
        return usage.of(INITECH, resource).getLast();
    }

    @Test
    void countsTheSamplesThatTheEngineCounted() {
        String time = Long.toString(System.currentTimeMillis() / 1000);
        String direct = engine.get("/api/v1/query?stats=true&query=" + encode(EXPRESSION) + "&time=" + time)
                .body();
        long samples = Long.parseLong(direct.replaceAll(".*\"totalQueryableSamples\":(\\d+).*", "$1"));

        Response answer = initech().get("query", Map.of("query", List.of(EXPRESSION), "time", List.of(time)));

        assertThat(samples).isPositive();
        assertThat(last("query_samples").quantity()).isEqualTo(samples);
        assertThat(last("query_samples").properties())
                .isEqualTo(Map.of(
                        "endpoint", "query", "basis", "engine", "environment", "prod", "client", "initech-client"));
        assertThat(answer.asString()).doesNotContain("stats");
        assertThat(answer.jsonPath().getList("data.result")).hasSize(1);
    }

    @Test
    void countsTheBytesAndWhoAsked() {
        Response answer = initech()
                .request()
                .header("Accept-Encoding", "gzip;q=0")
                .queryParam("query", "secret_revenue")
                .get("/api/v1/query");
        assertThat(last("query_bytes").quantity()).isEqualTo(answer.asByteArray().length);
        assertThat(last("query_bytes").userId()).isNotEmpty();
        assertThat(last("query_bytes").duration()).isPositive();
    }

    @Test
    void showsTheStatisticsToWhoAskedForThem() {
        Response answer = initech().get("query", Map.of("query", List.of("secret_revenue"), "stats", List.of("all")));
        assertThat(answer.jsonPath().getLong("data.stats.samples.totalQueryableSamples"))
                .isEqualTo(1);
    }

    @Test
    void saysWhereItHadToEstimate() {
        fake.does(request -> request.response()
                .putHeader("Content-Type", "application/json")
                .end("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}"));
        new Client(router, GLOBEX, Role.ADMIN).query("rate(asked_here_alone[5m])");

        Usage counted = usage.of(GLOBEX, "query_samples").getLast();
        assertThat(counted.quantity()).isEqualTo(20);
        assertThat(counted.properties()).containsEntry("basis", "estimate");
    }

    @Test
    void chargesNothingForWhatFailed() {
        int before = usage.of(INITECH, "query_bytes").size();
        initech().query("secret_revenue * on (job) group_left () {__name__=~\"secret_revenue|target_info\"}");
        initech().query("sum(");
        assertThat(usage.of(INITECH, "query_bytes")).hasSize(before);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
