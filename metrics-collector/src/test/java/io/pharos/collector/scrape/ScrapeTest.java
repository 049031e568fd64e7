package io.pharos.collector.scrape;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.collector.engines.PrometheusServer;
import io.pharos.collector.suite.Surroundings;
import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Targets that a tenant registers, scraped into its real engine. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
@QuarkusTestResource(Surroundings.class)
class ScrapeTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration BRIEF = Duration.ofMillis(20);

    PrometheusServer engine;
    FakeRouter router;

    @Inject
    Database database;

    private final Exhibit exhibit = new Exhibit();
    private final Set<String> made = new HashSet<>();

    @AfterEach
    void end() {
        made.forEach(job -> as(ACME).delete("/api/v1/scrape-targets/" + job));
        exhibit.close();
    }

    @Test
    void bringsATargetsSeriesUnderItsLabelsAndEndsThemWhenTheyAreGone() {
        exhibit.shows("""
                # TYPE shown gauge
                shown{job="inner",zone="eu"} 7
                passing 1
                """);
        put("labels", """
                {"static_configs": [{"targets": ["%s"], "labels": {"team": "pay"}}], "scrape_interval": "200ms"}
                """.formatted(exhibit.address()));

        awaitValue("up{job=\"labels\",team=\"pay\"}", "1");
        awaitValue("shown{tenant_id=\"acme\",job=\"labels\",exported_job=\"inner\",zone=\"eu\"}", "7");
        awaitValue("scrape_samples_scraped{job=\"labels\"}", "2");
        awaitValue("passing{job=\"labels\"}", "1");

        exhibit.shows("shown{job=\"inner\",zone=\"eu\"} 8\n");
        awaitNothing("passing{job=\"labels\"}");
        awaitValue("shown{job=\"labels\"}", "8");

        as(ACME).delete("/api/v1/scrape-targets/labels").then().statusCode(204);
        awaitNothing("up{job=\"labels\"}");
        awaitNothing("shown{job=\"labels\"}");
    }

    @Test
    void aTargetThatFailsIsDownAndSaysWhy() {
        exhibit.shows("one 1\ntwo 2\n");
        put("failing", """
                {"static_configs": [{"targets": ["%s"]}], "scrape_interval": "200ms", "sample_limit": 2}
                """.formatted(exhibit.address()));
        awaitValue("one{job=\"failing\"}", "1");

        exhibit.shows("one 1\ntwo 2\nthree 3\n");
        awaitValue("up{job=\"failing\"}", "0");
        awaitNothing("one{job=\"failing\"}");
        awaitError("failing", "sample_limit");

        exhibit.shows("one{ 1\n");
        awaitError("failing", "line 1");

        exhibit.answers(503);
        awaitError("failing", "HTTP 503");

        exhibit.answers(200);
        exhibit.shows("one 4\n");
        awaitValue("one{job=\"failing\"}", "4");
        eventually("the target is up again")
                .untilAsserted(() ->
                        as(ACME).get("/api/v1/scrape-targets/failing").then().body("targets[0].health", equalTo("up")));
    }

    @Test
    void relabelsTargetsAndMetrics() {
        exhibit.shows("kept_total 1\nnoise_total 2\n");
        put("relabelled", """
                {"static_configs": [{"targets": ["%s", "drop.me:80"], "labels": {"shop": "eu-1"}}],
                 "scrape_interval": "200ms",
                 "relabel_configs": [
                   {"source_labels": ["__address__"], "regex": "drop.*", "action": "drop"},
                   {"source_labels": ["shop"], "regex": "(.+)-\\\\d", "target_label": "region"}],
                 "metric_relabel_configs": [
                   {"source_labels": ["__name__"], "regex": "noise_.*", "action": "drop"}]}
                """.formatted(exhibit.address()));

        awaitValue("kept_total{job=\"relabelled\",region=\"eu\",shop=\"eu-1\"}", "1");
        awaitValue("scrape_samples_post_metric_relabeling{job=\"relabelled\"}", "1");
        assertThat(now("noise_total{job=\"relabelled\"}")).isEmpty();
        assertThat(now("up{job=\"relabelled\"}")).hasSize(1);
    }

    @Test
    void findsTargetsByHttpDiscovery() {
        exhibit.shows("discovered 1\n");
        try (Exhibit discovery = new Exhibit()) {
            discovery.tells("[{\"targets\": [\"" + exhibit.address() + "\"], \"labels\": {\"found\": \"yes\"}}]");
            put("found", """
                    {"http_sd_configs": [{"url": "http://%s/sd", "refresh_interval": "200ms"}], "scrape_interval": "200ms"}
                    """.formatted(discovery.address()));
            awaitValue("discovered{job=\"found\",found=\"yes\"}", "1");

            discovery.answers(500);
            int before = exhibit.scrapes();
            eventually("a discovery that fails keeps what it told").until(() -> exhibit.scrapes() > before + 1);

            for (String nonsense : List.of("null", "[null]", "[{\"targets\": [\"a:1\"], \"labels\": {\"a\": null}}]")) {
                discovery.answers(200);
                discovery.tells(nonsense);
                int asked = discovery.scrapes();
                eventually("nonsense is asked for").until(() -> discovery.scrapes() > asked + 1);
                int then = exhibit.scrapes();
                eventually("nonsense changes nothing").until(() -> exhibit.scrapes() > then + 1);
            }

            discovery.tells("[]");
            awaitNothing("up{job=\"found\"}");
        }
    }

    @Test
    void whatIsScrapedWhileTheEngineIsAwayComesLaterInOrder() {
        exhibit.shows("waiting 1\n");
        put("away", """
                {"static_configs": [{"targets": ["%s"]}], "scrape_interval": "200ms"}
                """.formatted(exhibit.address()));
        awaitValue("waiting{job=\"away\"}", "1");

        engine.stop();
        int before = exhibit.scrapes();
        eventually("scrapes go on").until(() -> exhibit.scrapes() >= before + 8);
        engine.start();
        int back = exhibit.scrapes();
        eventually("scrapes go on").until(() -> exhibit.scrapes() >= back + 3);

        eventually("no gap")
                .untilAsserted(
                        () -> assertThat(longestGap("waiting{job=\"away\"}")).isLessThan(2.5));
    }

    @Test
    void refusesWhatCannotBeScrapedByName() {
        refused("{\"static_configs\": []}", "nothing to scrape");
        refused("{\"static_configs\": [{\"targets\": [\"a b\"]}]}", "no host:port");
        refused("{\"static_configs\": [{\"targets\": [\"a:1\"]}], \"scrape_interval\": \"soon\"}", "scrape_interval");
        refused("{\"static_configs\": [{\"targets\": [\"a:1\"]}], \"scrape_intervall\": \"1s\"}", "scrape_intervall");
        refused(
                "{\"static_configs\": [{\"targets\": [\"a:1\"]}], \"relabel_configs\": [{\"regex\": \"(\", \"action\": \"labeldrop\"}]}",
                "RE2");
        refused("{\"http_sd_configs\": [{\"url\": \"no\"}]}", "http_sd_configs");
    }

    @Test
    void nullInAListIsNoJob() {
        for (String nonsense : List.of(
                "null",
                "[]",
                "{\"static_configs\": [null]}",
                "{\"static_configs\": [{\"targets\": [null]}]}",
                "{\"static_configs\": [{\"targets\": [\"a:1\"], \"labels\": {\"a\": null}}]}",
                "{\"static_configs\": [{\"targets\": [\"a:1\"]}], \"params\": {\"a\": null}}",
                "{\"static_configs\": [{\"targets\": [\"a:1\"]}], \"params\": {\"a\": [null]}}",
                "{\"static_configs\": [{\"targets\": [\"a:1\"]}], \"relabel_configs\": [null]}",
                "{\"static_configs\": [{\"targets\": [\"a:1\"]}], \"metric_relabel_configs\": [{\"source_labels\": [null]}]}",
                "{\"http_sd_configs\": [null]}")) {
            as(ACME).body(nonsense).put("/api/v1/scrape-targets/refused").then().statusCode(400);
        }
    }

    @Test
    void logsInAtTargetsAndTellsNobodyHow() {
        exhibit.shows("guarded 1\n");
        String job = """
                {"static_configs": [{"targets": ["%s"]}], "scrape_interval": "200ms", %s}""";
        put(
                "guarded",
                job.formatted(exhibit.address(), "\"basic_auth\": {\"username\": \"u\", \"password\": \"hush\"}"));
        eventually("the login").until(() -> exhibit.login().equals("Basic dTpodXNo"));
        String shown = as(ACME).get("/api/v1/scrape-targets/guarded").asString();
        assertThat(shown).contains("<secret>").doesNotContain("hush");
        String stored = database.query(session -> session.first(
                        "select definition::text as text from scrape_job where job = 'guarded'",
                        row -> row.getString("text"))
                .orElseThrow());
        assertThat(stored).contains("basic_auth").doesNotContain("hush");

        put("guarded", job.formatted(exhibit.address(), "\"authorization\": {\"credentials\": \"token-1\"}"));
        eventually("the login").until(() -> exhibit.login().equals("Bearer token-1"));
        put(
                "guarded",
                job.formatted(
                        exhibit.address(), "\"authorization\": {\"type\": \"Token\", \"credentials\": \"<secret>\"}"));
        eventually("the login").until(() -> exhibit.login().equals("Token token-1"));

        refused(job.formatted("a:1", "\"authorization\": {\"credentials\": \"<secret>\"}"), "none kept");
        refused(job.formatted("a:1", "\"authorization\": {\"type\": \"Basic\", \"credentials\": \"x\"}"), "basic_auth");
        refused(job.formatted("a:1", "\"basic_auth\": {\"username\": \"u\"}"), "password");
        refused(
                job.formatted(
                        "a:1",
                        "\"basic_auth\": {\"username\": \"u\", \"password\": \"p\"}, \"authorization\": {\"credentials\": \"x\"}"),
                "not both");
    }

    @Test
    void aTenantHasItsOwnJobsOnly() {
        String job = """
                {"job_name": "mine", "static_configs": [{"targets": ["%s"]}], "scrape_interval": "200ms"}
                """.formatted(exhibit.address());
        made.add("mine");
        as(ACME).header("Idempotency-Key", "once")
                .body(job)
                .post("/api/v1/scrape-targets")
                .then()
                .statusCode(201);
        as(ACME).header("Idempotency-Key", "once")
                .body(job)
                .post("/api/v1/scrape-targets")
                .then()
                .statusCode(201);
        as(ACME).body(job)
                .post("/api/v1/scrape-targets")
                .then()
                .statusCode(409)
                .body("code", equalTo("targets.job-exists"));
        as(ACME).get("/api/v1/scrape-targets").then().statusCode(200).body("jobs.jobName", hasItem("mine"));
        as(INITECH).get("/api/v1/scrape-targets").then().statusCode(200).body("jobs.size()", equalTo(0));
        as(INITECH).get("/api/v1/scrape-targets/mine").then().statusCode(404);
        as(INITECH).delete("/api/v1/scrape-targets/mine").then().statusCode(404);
    }

    @Test
    void nobodyIsScrapedWhoseBudgetForItIsUsedUp() {
        String job = """
                {"static_configs": [{"targets": ["%s"]}], "scrape_interval": "500ms"}""";
        try (Exhibit others = new Exhibit()) {
            as(Surroundings.CAPPED)
                    .body(job.formatted(exhibit.address()))
                    .put("/api/v1/scrape-targets/unpaid")
                    .then()
                    .statusCode(200);
            put("paid", job.formatted(others.address()));
            await().atMost(SOON).until(() -> others.scrapes() > 3);
            assertThat(exhibit.scrapes()).isZero();
        } finally {
            as(Surroundings.CAPPED).delete("/api/v1/scrape-targets/unpaid");
        }
    }

    private void refused(String definition, String why) {
        as(ACME).body(definition)
                .put("/api/v1/scrape-targets/refused")
                .then()
                .statusCode(400)
                .body("code", equalTo("targets.invalid-job"))
                .body("detail", containsString(why));
    }

    private void put(String job, String definition) {
        made.add(job);
        as(ACME).body(definition).put("/api/v1/scrape-targets/" + job).then().statusCode(200);
    }

    private RequestSpecification as(TenantId tenant) {
        return RestAssured.given()
                .header("X-Tenant-ID", tenant.value())
                .auth()
                .oauth2(router.issuer().tenantToken(tenant, Role.ADMIN, Scope.TARGETS_WRITE))
                .contentType(ContentType.JSON);
    }

    private static ConditionFactory eventually(String what) {
        return await(what).pollDelay(Duration.ZERO).pollInterval(BRIEF).atMost(SOON);
    }

    private void awaitValue(String selector, String value) {
        eventually(selector)
                .untilAsserted(() -> assertThat(now(selector).at("/0/value/1").asText())
                        .as(now(selector).toString())
                        .isEqualTo(value));
    }

    private void awaitNothing(String selector) {
        eventually(selector).untilAsserted(() -> assertThat(now(selector)).isEmpty());
    }

    private void awaitError(String job, String why) {
        eventually(job)
                .untilAsserted(() -> as(ACME).get("/api/v1/scrape-targets/" + job)
                        .then()
                        .body("targets[0].health", equalTo("down"))
                        .body("targets[0].lastError", containsString(why)));
    }

    private JsonNode now(String selector) {
        return engine.query(selector, System.currentTimeMillis() / 1000.0);
    }

    private double longestGap(String selector) {
        double longest = 0;
        double before = 0;
        for (JsonNode point : now(selector + "[1m]").at("/0/values")) {
            double time = point.get(0).asDouble();
            longest = before == 0 ? longest : Math.max(longest, time - before);
            before = time;
        }
        return before == 0 ? Double.MAX_VALUE : longest;
    }
}
