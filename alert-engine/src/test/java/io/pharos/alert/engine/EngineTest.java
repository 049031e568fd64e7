package io.pharos.alert.engine;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.GLOBEX;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pharos.alert.run.EvaluationConfig;
import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Point;
import io.pharos.alert.suite.Prometheus;
import io.pharos.alert.suite.RecordedNotices;
import io.pharos.alert.suite.RecordedNotices.Notice;
import io.pharos.alert.suite.Ruler;
import io.pharos.alert.suite.Surroundings;
import io.pharos.alert.suite.Until;
import io.pharos.alert.write.PointWriter;
import io.pharos.alert.write.Written;
import io.pharos.model.Environment;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules that run: from the API over PostgreSQL and Prometheus to whoever is told. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = true)
class EngineTest {
    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    Prometheus shared;

    @SuppressWarnings("NullAway.Init")
    Prometheus own;

    @Inject
    RecordedNotices notices;

    @Inject
    TenantDirectory directory;

    @Inject
    PointWriter writer;

    @Inject
    Engine engine;

    @Inject
    EvaluationConfig config;

    @BeforeEach
    void knownTenants() throws Throwable {
        Until.isTrue(() -> directory.revision() >= 0);
    }

    @Test
    void aRecordedSeriesIsSeenByALaterRuleAndAnAlertFiresResolvesAndLeaves() throws Throwable {
        Ruler acme = new Ruler(router, ACME);
        acme.set("chain", """
            name: chain
            interval: 250ms
            labels: {team: shop}
            rules:
              - {record: chain_value, expr: vector(7), labels: {shop: one}}
              - alert: Chained
                expr: chain_value > 5
                labels: {severity: page}
                annotations: {summary: 'value {{ $value }} of {{ $labels.shop }}'}
            """).then().statusCode(202);

        Until.isTrue(() -> !notices.of(ACME, "Chained").isEmpty());
        Notice first = notices.of(ACME, "Chained").getFirst();
        assertThat(first.notification().alert().labels().asMap())
                .isEqualTo(Map.of("alertname", "Chained", "severity", "page", "shop", "one", "team", "shop"));
        assertThat(first.notification().alert().annotations()).containsEntry("summary", "value 7 of one");
        Until.isTrue(() -> shared.query(
                                "ALERTS{alertname=\"Chained\",alertstate=\"firing\",tenant_id=\"acme\",env=\"prod\"}",
                                Instant.now())
                        .size()
                == 1);
        assertThat(shared.query("ALERTS_FOR_STATE{alertname=\"Chained\"}", Instant.now())
                        .size())
                .isEqualTo(1);
        JsonPath rules = acme.rules("?rule_group[]=chain&type=alert").jsonPath();
        assertThat(rules.getString("data.groups[0].rules[0].state")).isEqualTo("firing");
        assertThat(rules.getString("data.groups[0].rules[0].alerts[0].value")).isEqualTo("7e+00");

        acme.set(
                "chain",
                "{name: chain, interval: 250ms, labels: {team: shop}, rules: [{record: chain_value, expr: vector(7),"
                        + " labels: {shop: one}},{alert: Chained, expr: chain_value > 50, labels: {severity: page}}]}");
        Until.isTrue(() -> notices.of(ACME, "Chained").getLast().notification().isResolved());
        acme.delete("/chain");
        Until.isTrue(
                () -> shared.query("{alertname=\"Chained\"}", Instant.now()).isEmpty());
        Until.isTrue(() -> shared.query("chain_value", Instant.now()).isEmpty());
    }

    @Test
    void environmentsAndTenantsAreApart() throws Throwable {
        Ruler initech = new Ruler(router, INITECH);
        initech.set("secret", "{name: s, interval: 250ms, rules: [{record: only_initech, expr: vector(1)}]}");
        Until.isTrue(() -> shared.query("only_initech{tenant_id=\"initech\"}", Instant.now())
                        .size()
                == 1);
        new Ruler(router, ACME)
                .set(
                        "spy",
                        "{name: s, interval: 250ms, rules: [{alert: Spied, expr: only_initech},"
                                + "{record: spied, expr: count(only_initech) or vector(0)}]}");
        Until.isTrue(() ->
                shared.query("spied{tenant_id=\"acme\"} == 0", Instant.now()).size() == 1);
        assertThat(notices.of(ACME, "Spied")).isEmpty();
        initech.delete("/secret");
        new Ruler(router, ACME).delete("/spy");
    }

    @Test
    void whenTheEngineIsGoneAlertsAreFrozenAndSentAgain() throws Throwable {
        Ruler globex = new Ruler(router, GLOBEX);
        globex.set("frozen", "{name: f, interval: 250ms, rules: [{alert: Frozen, expr: vector(1)}]}");
        Until.isTrue(() -> !notices.of(GLOBEX, "Frozen").isEmpty());
        own.stop();
        Until.isTrue(() -> "unknown".equals(state(globex, "f")));
        int sent = notices.of(GLOBEX, "Frozen").size();
        Until.isTrue(() -> notices.of(GLOBEX, "Frozen").size() > sent);
        Notice again = notices.of(GLOBEX, "Frozen").getLast();
        assertThat(again.notification().isResolved()).isFalse();
        assertThat(again.notification().endsAt()).isAfter(again.at());
        assertThat(globex.rules("?rule_group[]=f").jsonPath().getString("data.groups[0].rules[0].health"))
                .isEqualTo("err");
        own.startAgain();
        Until.isTrue(() -> "firing".equals(state(globex, "f")));
        assertThat(notices.of(GLOBEX, "Frozen"))
                .noneMatch(notice -> notice.notification().isResolved());
        globex.delete("/frozen");
    }

    @Test
    void tellsWhyAlertsFireAndWhichSelectorsMatchNothing() throws Throwable {
        Ruler acme = new Ruler(router, ACME);
        acme.set(
                "insight",
                "{name: insight, interval: 250ms, rules: [{alert: Why, expr: vector(9) / 3 > 2},"
                        + "{alert: Typo, expr: no_such_metric_at_all > 1}]}");
        Until.holds(() -> {
            JsonPath rules = acme.rules("?rule_group[]=insight&explain=true").jsonPath();
            assertThat(rules.getString("data.groups[0].rules[0].alerts[0].explained[0].parts[1].values[0].value"))
                    .isEqualTo("3");
            assertThat(rules.getList("data.groups[0].rules[1].selectsNothing"))
                    .isEqualTo(List.of("no_such_metric_at_all"));
        });
        assertThat(acme.rules("?rule_group[]=insight").asString()).doesNotContain("explained");
        acme.delete("/insight");
    }

    @Test
    void aBacktestTellsWhenARuleWouldHaveFiredOverStoredData() {
        Instant start = Instant.now().minusSeconds(1_800).truncatedTo(ChronoUnit.MINUTES);
        List<Point> points = IntStream.rangeClosed(0, 20)
                .mapToObj(minute -> new Point(
                        Labels.of(Map.of("__name__", "backtest_m", "shop", "one")),
                        start.plusSeconds(60L * minute),
                        minute >= 5 && minute < 12 ? 9 : 1))
                .toList();
        assertThat(writer.write(directory.route(ACME, Environment.PROD), points, Duration.ofSeconds(20)))
                .isInstanceOf(Written.Stored.class);

        JsonPath told = new Ruler(router, ACME)
                .request()
                .contentType("application/json")
                .body(Map.of(
                        "group",
                        "{name: g, interval: 1m, rules: [{alert: Would, expr: backtest_m > 5, for: 3m}]}",
                        "start",
                        start.toString(),
                        "end",
                        start.plusSeconds(1_200).toString(),
                        "sweep",
                        Map.of("holds", List.of("0s", "30m"), "thresholds", List.of(5, 100))))
                .post("/prometheus/config/v1/rules:backtest")
                .jsonPath();

        assertThat(told.getList("rules[0].alerts[0].intervals.state")).isEqualTo(List.of("pending", "firing"));
        assertThat(Instant.parse(told.getString("rules[0].alerts[0].intervals[1].from")))
                .isEqualTo(start.plusSeconds(480));
        assertThat(Instant.parse(told.getString("rules[0].alerts[0].intervals[1].to")))
                .isEqualTo(start.plusSeconds(720));
        assertThat(told.getInt("rules[0].asWritten.timesFired")).isEqualTo(1);
        assertThat(told.getList("rules[0].sweep.timesFired", Integer.class)).contains(0, 1);
    }

    @Test
    void replicasAreScaledByWhatTheRulesAskForAndHowFullTheyAre() throws Throwable {
        MeterRegistry registry = new SimpleMeterRegistry();
        new EngineMetrics(engine, config, registry).register();
        Ruler acme = new Ruler(router, ACME);
        acme.set("demand", "{name: d, interval: 250ms, rules: [{record: a, expr: vector(1)}, {record: b, expr: a}]}")
                .then()
                .statusCode(202);
        Until.holds(() -> {
            assertThat(registry.get("pharos.alert.demand").gauge().value()).isGreaterThanOrEqualTo(2);
            assertThat(registry.get("pharos.alert.load").gauge().value()).isGreaterThanOrEqualTo(2);
            assertThat(registry.get("pharos.alert.saturation").gauge().value()).isPositive();
        });
        acme.delete("/demand");
        Until.holds(() ->
                assertThat(registry.get("pharos.alert.demand").gauge().value()).isLessThan(2));
    }

    private static String state(Ruler tenant, String group) {
        return tenant.rules("?rule_group[]=" + group).jsonPath().getString("data.groups[0].rules[0].state");
    }

    @Test
    void rulesArePagedAndFiltered() throws Throwable {
        Ruler initech = new Ruler(router, INITECH);
        for (String name : List.of("a", "b", "c")) {
            initech.set(
                    "paged",
                    "{name: " + name + ", rules: [{record: r, expr: up}, {alert: A, expr: up, labels: {team: " + name
                            + "}}]}");
        }
        Until.isTrue(
                () -> initech.rules("").jsonPath().getList("data.groups.name").size() == 3);

        JsonPath first = initech.rules("?group_limit=2").jsonPath();
        assertThat(first.getList("data.groups.name")).isEqualTo(List.of("a", "b"));
        JsonPath second = initech.rules("?group_limit=2&group_next_token=" + first.getString("data.groupNextToken"))
                .jsonPath();
        assertThat(second.getList("data.groups.name")).isEqualTo(List.of("c"));
        assertThat(second.getString("data.groupNextToken")).isNull();
        Response matched = initech.request()
                .urlEncodingEnabled(true)
                .queryParam("match[]", "{team=\"b\"}")
                .get("/prometheus/api/v1/rules");
        assertThat(matched.jsonPath().getList("data.groups.name")).isEqualTo(List.of("b"));
        assertThat(initech.rules("?type=foo").statusCode()).isEqualTo(400);
        assertThat(initech.rules("?group_next_token=x").statusCode()).isEqualTo(400);
        assertThat(initech.rules("?rule_name[]=r&file[]=paged&type=record")
                        .jsonPath()
                        .getList("data.groups[0].rules.type"))
                .isEqualTo(List.of("recording"));
        initech.delete("/paged");
    }
}
