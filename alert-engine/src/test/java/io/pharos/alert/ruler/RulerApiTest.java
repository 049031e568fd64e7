package io.pharos.alert.ruler;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.suite.Ruler;
import io.pharos.alert.suite.Surroundings;
import io.pharos.alert.suite.Until;
import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls that mimirtool makes ({@code pkg/mimirtool/client/rules.go}), and what Mimir answers. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = true)
class RulerApiTest {
    private static final String GROUP = """
        name: one
        interval: 1m
        rules:
          - record: job:up:sum
            expr: sum by (job) (up)
          - alert: Down
            expr: up == 0
            for: 5m
            labels:
              severity: page
            annotations:
              summary: "{{ $labels.job }} is down"
        """;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @Inject
    TenantDirectory directory;

    @BeforeEach
    void knownTenants() throws Throwable {
        Until.isTrue(() -> directory.revision() >= 0);
    }

    private Ruler acme() {
        return new Ruler(router, ACME);
    }

    @Test
    void aTenantWithoutRulesHasAnEmptyMapping() {
        Response answer = new Ruler(router, INITECH).get("");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/yaml");
        assertThat(answer.asString()).isEqualTo("{}\n");
    }

    @Test
    void aGroupIsSetReadReplacedAndDeleted() {
        Response set = acme().set("api-test", GROUP);
        assertThat(set.statusCode()).isEqualTo(202);
        assertThat(set.jsonPath().getString("status")).isEqualTo("success");
        assertThat(acme().get("/api-test/one").asString()).isEqualTo(GROUP);
        assertThat(acme().get("/api-test").asString()).startsWith("api-test:\n  - name: one\n    interval: 1m\n");

        acme().set("api-test", "{name: one, rules: [{record: a, expr: up}]}");
        assertThat(acme().get("/api-test/one").asString())
                .isEqualTo("name: one\nrules:\n  - record: a\n    expr: up\n");
        assertThat(acme().get("").asString()).contains("api-test:\n  - name: one\n");
        assertThat(new Ruler(router, INITECH).get("").asString()).isEqualTo("{}\n");

        assertThat(acme().delete("/api-test/one").statusCode()).isEqualTo(202);
        assertThat(acme().get("/api-test/one").statusCode()).isEqualTo(404);
        assertThat(acme().delete("/api-test/one").statusCode()).isEqualTo(404);
        assertThat(acme().get("/api-test").statusCode()).isEqualTo(404);
    }

    @Test
    void namesMayHoldWhatAPathMustEscape() {
        acme().set("my%20rules", GROUP.replace("name: one", "name: a b%c"));
        assertThat(acme().get("/my%20rules/a%20b%25c").statusCode()).isEqualTo(200);
        assertThat(acme().delete("/my%20rules").statusCode()).isEqualTo(202);
        assertThat(acme().delete("/my%20rules").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {name: x, rules: [{alert: A, expr: up}], no_such: 1}               | field no_such not found
        {name: x, rules: [{alert: A, expr: 'up +'}]}                       | could not parse expression
        {name: x, rules: [{alert: A, expr: up, labels: {tenant_id: b}}]}   | tenant_id is set by the platform
        {name: x, rules: [{alert: A, expr: 'up{tenant_id="initech"}'}]}    | tenant_id
        {name: x, rules: [{alert: A, expr: up, labels: {a: '{{ .x'}}]}     | bad template
        {name: '', rules: []}                                              | Groupname must not be empty
        {name: a/b, rules: []}                                             | without slashes
        """)
    void whatIsWrongIsRefusedWithItsPlace(String group, String reason) {
        Response refused = acme().set("bad", group);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getString("errorType")).isEqualTo("bad_data");
        assertThat(refused.jsonPath().getString("error")).contains(reason);
    }

    @Test
    void limitsCarryMimirsNames() {
        String rules = "{record: a, expr: up}, ".repeat(21);
        Response many = acme().set("limits", "{name: x, rules: [" + rules + "]}");
        assertThat(many.statusCode()).isEqualTo(400);
        assertThat(many.jsonPath().getString("error")).contains("more than 20 rules in a group");
    }

    @Test
    void whoMayReadMayNotWrite() {
        String path = "/prometheus/config/v1/rules";
        assertThat(acme().request(Scope.RULES_READ).get(path).statusCode()).isEqualTo(200);
        Response refused = acme().request(Scope.RULES_READ).body(GROUP).post(path + "/x");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(acme().request(Scope.METRICS_READ).get(path).statusCode()).isEqualTo(403);
    }

    @Test
    void versionsTellWhoAndWhenAndCanBeRolledBackTo() {
        acme().set("history", "{name: g, rules: [{record: a, expr: up}]}");
        acme().set("history", "{name: g, rules: [{record: b, expr: up}]}");
        acme().delete("/history");
        String versions = "/prometheus/config/v1/versions/history";

        Response list = acme().request().get(versions);
        assertThat(list.jsonPath().getList("versions.action"))
                .isEqualTo(List.of("delete namespace", "set group g", "set group g"));
        assertThat(list.jsonPath().getString("versions[0].changedBy")).isNotBlank();
        assertThat(acme().request().get(versions + "/1").jsonPath().getString("rules"))
                .contains("record: a");

        String key = UUID.randomUUID().toString();
        for (int repeated = 0; repeated < 2; repeated++) {
            assertThat(acme().request()
                            .header("Idempotency-Key", key)
                            .post(versions + "/1")
                            .statusCode())
                    .isEqualTo(202);
        }
        assertThat(acme().request().get(versions).jsonPath().getList("versions"))
                .hasSize(4);
        assertThat(acme().get("/history/g").asString()).contains("record: a");
        assertThat(acme().request().post(versions + "/99").statusCode()).isEqualTo(404);
        acme().delete("/history");
    }

    @Test
    void aSyncMakesTheRulesTheseAndNoOthers() {
        Ruler initech = new Ruler(router, INITECH);
        initech.set("old", "{name: g, rules: [{record: a, expr: up}]}");
        initech.set("kept", "{name: g, rules: [{record: a, expr: up}]}");
        String wanted = "kept: [{name: g, rules: [{record: b, expr: up}]}]\nnew: [{name: h, rules: []}]\n";

        Response rehearsal = initech.request().body(wanted).put("/prometheus/config/v1/rules?dryRun=true");
        assertThat(rehearsal.jsonPath().getList("deleted")).isEqualTo(List.of("old/g"));
        assertThat(initech.get("/old").statusCode()).isEqualTo(200);

        Response done = initech.request().body(wanted).put("/prometheus/config/v1/rules");
        assertThat(done.jsonPath().getList("created")).isEqualTo(List.of("new/h"));
        assertThat(done.jsonPath().getList("updated")).isEqualTo(List.of("kept/g"));
        assertThat(initech.get("/old").statusCode()).isEqualTo(404);
        assertThat(initech.request().post("/ruler/delete_tenant_config").statusCode())
                .isEqualTo(204);
        assertThat(initech.get("").asString()).isEqualTo("{}\n");
    }

    @Test
    void aFileOfTwentyMegabytesIsRefused() throws IOException, InterruptedException {
        byte[] huge = ("name: x\nrules: []\n" + "# x\n".repeat(5 * 1024 * 1024)).getBytes(UTF_8);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/prometheus/config/v1/rules/huge"))
                .header("X-Tenant-ID", "acme")
                .header("Authorization", "Bearer " + router.issuer().tenantToken(ACME, Role.ADMIN))
                .POST(HttpRequest.BodyPublishers.ofByteArray(huge))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> refused = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.body()).contains("larger than");
        }
    }
}
