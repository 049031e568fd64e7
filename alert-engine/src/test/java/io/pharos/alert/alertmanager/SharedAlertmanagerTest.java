package io.pharos.alert.alertmanager;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.model.Role;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tenancy.testing.Tenants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two tenants in one real Alertmanager: neither silences, inhibits, groups with or sees the other's alerts. */
@QuarkusTest
@QuarkusTestResource(value = NotifySurroundings.class, restrictToAnnotatedClass = true)
class SharedAlertmanagerTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String API = "/alertmanager/api/v2";
    private static final String ROUTING = """
        route:
          receiver: ops
          group_by: [alertname]
          group_wait: 0s
          group_interval: 1s
          repeat_interval: 1h
        receivers:
          - name: ops
            webhook_configs: [{url: '%s'}]
        inhibit_rules:
          - source_matchers: [alertname="Inhibits"]
            target_matchers: [alertname="Inhibited"]
        """;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    Recorder recorder;

    @Inject
    Database database;

    @BeforeEach
    @SuppressWarnings("NullAway") // The fields are injected before.
    void routes() {
        for (TenantId tenant : List.of(Tenants.ACME, Tenants.INITECH, Tenants.GLOBEX)) {
            // Right after the start the directory may still be on its way.
            await().atMost(SOON)
                    .until(
                            () -> as(tenant)
                                    .contentType("application/yaml")
                                    .body(ROUTING.formatted(recorder.url() + "/" + tenant)
                                            .getBytes(UTF_8))
                                    .put("/alertmanager/config/v1/routing")
                                    .statusCode(),
                            status -> status == 200);
        }
    }

    @Test
    void anAlertReachesItsTenantsReceiverAndNobodyElses() {
        send(Tenants.ACME, "Reaches", "severity", "page", "secret", "of-acme");
        send(Tenants.INITECH, "Reaches", "severity", "page");

        await().atMost(SOON).until(() -> received("acme", "Reaches") == 1 && received("initech", "Reaches") == 1);

        assertThat(recorder.alerts("/initech"))
                .noneMatch(alert -> alert.toString().contains("of-acme"));
        assertThat(recorder.alerts("/acme"))
                .allMatch(
                        alert -> alert.path("labels").path("tenant_id").asText().equals("acme"));
        List<JsonNode> groups = list(Tenants.INITECH, "/alerts/groups");
        assertThat(groups).isNotEmpty().allSatisfy(group -> {
            assertThat(group.path("labels").path("tenant_id").asText()).isEqualTo("initech");
            assertThat(group.path("receiver").path("name").asText()).isEqualTo("ops");
        });
        assertThat(list(Tenants.INITECH, "/alerts").toString()).doesNotContain("acme");
        assertThat(list(Tenants.INITECH, "/receivers").toString()).isEqualTo("[{\"name\":\"ops\"}]");
        assertThat(as(Tenants.INITECH).get(API + "/status").asString())
                .contains("versionInfo")
                .doesNotContain("acme");
    }

    @Test
    void whatWasDeliveredIsSignedAndWrittenDown() {
        send(Tenants.ACME, "Signed", "severity", "page");
        await().atMost(SOON).until(() -> received("acme", "Signed") > 0);
        String key = as(Tenants.ACME)
                .get("/api/v1/notifications/receivers/ops/signing-key")
                .jsonPath()
                .getString("key");

        Recorder.Received hook = recorder.at("/acme").getLast();
        assertThat(header(hook, "webhook-signature")).isEqualTo(signature(key, hook));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                as(Tenants.ACME).get("/api/v1/notifications").asString())
                        .contains("\"channel\":\"webhook\"", "\"channel\":\"alertmanager\"", "Signed"));
        assertThat(as(Tenants.INITECH).get("/api/v1/notifications").asString()).doesNotContain("Signed");
    }

    @Test
    void aSilenceSilencesItsTenantAlone() {
        String id = silence(Tenants.ACME, matcher("alertname", "Silenced", false))
                .jsonPath()
                .getString("silenceID");
        send(Tenants.ACME, "Silenced", "severity", "page");
        send(Tenants.INITECH, "Silenced", "severity", "page");

        await().atMost(SOON).until(() -> received("initech", "Silenced") == 1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(list(Tenants.ACME, "/alerts?filter=alertname%3DSilenced"))
                        .singleElement()
                        .satisfies(alert -> assertThat(alert.path("status")
                                        .path("silencedBy")
                                        .path(0)
                                        .asText())
                                .isEqualTo(id)));
        assertThat(received("acme", "Silenced")).isZero();
        assertThat(list(Tenants.INITECH, "/silences")).isEmpty();
        as(Tenants.INITECH).get(API + "/silence/" + id).then().statusCode(404);
        as(Tenants.INITECH).delete(API + "/silence/" + id).then().statusCode(404);
        post(Tenants.INITECH, silenceJson("\"id\":\"" + id + "\",", matcher("alertname", "x", false)), 404);
        as(Tenants.ACME).delete(API + "/silence/" + id).then().statusCode(204);
    }

    @Test
    void aSilenceCannotNameAnotherTenant() {
        post(Tenants.ACME, silenceJson("", matcher("tenant_id", "initech", false)), 403);
        post(Tenants.ACME, silenceJson("", matcher("tenant_id", ".*", true)), 403);
        post(Tenants.ACME, silenceJson("", matcher("tenant_id", "acme", false)), 400);
        post(Tenants.ACME, "{\"matchers\":[]}", 400);
    }

    @Test
    void anInhibitionHoldsWithinItsTenant() {
        send(Tenants.ACME, "Inhibits", "severity", "page");
        send(Tenants.ACME, "Inhibited", "severity", "ticket");
        send(Tenants.INITECH, "Inhibited", "severity", "ticket");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(list(Tenants.ACME, "/alerts?filter=alertname%3DInhibited"))
                        .singleElement()
                        .satisfies(alert -> assertThat(alert.path("status").path("inhibitedBy"))
                                .isNotEmpty()));
        assertThat(list(Tenants.INITECH, "/alerts?filter=alertname%3DInhibited"))
                .singleElement()
                .satisfies(alert ->
                        assertThat(alert.path("status").path("inhibitedBy")).isEmpty());
        await().atMost(SOON).until(() -> received("initech", "Inhibited") == 1);
        assertThat(received("acme", "Inhibited")).isZero();
    }

    @Test
    void aRoutingThatIsWrongChangesNothing() {
        as(Tenants.ACME)
                .contentType("application/yaml")
                .body("route: {receiver: nobody}".getBytes(UTF_8))
                .put("/alertmanager/config/v1/routing")
                .then()
                .statusCode(400);

        assertThat(as(Tenants.ACME).get("/alertmanager/config/v1/routing").asString())
                .isEqualTo(ROUTING.formatted(recorder.url() + "/acme"));
    }

    @Test
    void aTestAlertGoesTheWayOfARealOne() {
        as(Tenants.INITECH)
                .contentType("application/json")
                .body("{\"labels\":{\"alertname\":\"Trial\"}}")
                .post("/api/v1/notifications/test")
                .then()
                .statusCode(200);

        await().atMost(SOON).until(() -> received("initech", "Trial") == 1);
        assertThat(as(Tenants.INITECH)
                        .contentType("application/json")
                        .body("{}")
                        .post("/api/v1/notifications/test?receiver=ops")
                        .jsonPath()
                        .getBoolean("outcomes[0].delivered"))
                .isTrue();
    }

    @Test
    void aTestThatIsRepeatedUnderItsKeyIsSentOnce() {
        String key = java.util.UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            assertThat(as(Tenants.INITECH)
                            .header("Idempotency-Key", key)
                            .contentType("application/json")
                            .body("{\"labels\":{\"alertname\":\"Once\"}}")
                            .post("/api/v1/notifications/test?receiver=ops")
                            .jsonPath()
                            .getBoolean("outcomes[0].delivered"))
                    .isTrue();
        }
        assertThat(received("initech", "Once")).isEqualTo(1);
    }

    @Test
    void routingsAreEncryptedWhereTheyLie() {
        String text = as(Tenants.ACME).get("/alertmanager/config/v1/routing").asString();
        assertThat(text).contains(recorder.url());
        List<String> kept = database.query(session -> session.list(
                "select coalesce(content, '') || encode(coalesce(sealed, ''), 'escape') as kept"
                        + " from routing_version",
                row -> row.getString("kept")));
        assertThat(kept).isNotEmpty().noneMatch(one -> one.contains("webhook_configs") || one.contains("127.0.0.1"));
    }

    @Test
    void aTenantWithNoAlertmanagerIsToldDirectlyAndOnce() {
        send(Tenants.GLOBEX, "Direct", "severity", "page");
        await().atMost(SOON).until(() -> received("globex", "Direct") == 1);

        send(Tenants.GLOBEX, "Direct", "severity", "page");
        send(Tenants.GLOBEX, "Later", "severity", "page");

        await().atMost(SOON).until(() -> received("globex", "Later") == 1);
        assertThat(received("globex", "Direct")).isEqualTo(1);
        as(Tenants.GLOBEX).get(API + "/silences").then().statusCode(404);
    }

    @Test
    void nobodyButAlertmanagerHandsNotificationsOver() {
        RestAssured.given()
                .header("Authorization", "Bearer " + "x".repeat(32))
                .contentType("application/json")
                .body("{\"alerts\":[]}")
                .post("/internal/notifications/acme/ops")
                .then()
                .statusCode(401);
    }

    private long received(String tenant, String name) {
        return recorder.alerts("/" + tenant).stream()
                .filter(alert -> alert.path("labels").path("alertname").asText().equals(name))
                .count();
    }

    private void send(TenantId tenant, String name, String... labels) {
        StringBuilder more = new StringBuilder();
        for (int i = 0; i < labels.length; i += 2) {
            more.append(",\"" + labels[i] + "\":\"" + labels[i + 1] + "\"");
        }
        as(tenant)
                .contentType("application/json")
                .body("[{\"labels\":{\"alertname\":\"" + name + "\"" + more + "}}]")
                .post(API + "/alerts")
                .then()
                .statusCode(204);
    }

    private Response silence(TenantId tenant, String matcher) {
        return post(tenant, silenceJson("", matcher), 200);
    }

    private Response post(TenantId tenant, String silence, int status) {
        Response answer =
                as(tenant).contentType("application/json").body(silence).post(API + "/silences");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        return answer;
    }

    private static String silenceJson(String more, String matcher) {
        return "{" + more + "\"matchers\":[" + matcher + "],\"startsAt\":\"" + Instant.now() + "\",\"endsAt\":\""
                + Instant.now().plusSeconds(600) + "\",\"comment\":\"test\"}";
    }

    private static String matcher(String name, String value, boolean regex) {
        return "{\"name\":\"" + name + "\",\"value\":\"" + value + "\",\"isRegex\":" + regex + ",\"isEqual\":true}";
    }

    private List<JsonNode> list(TenantId tenant, String path) {
        try {
            Response answer = as(tenant).urlEncodingEnabled(false).get(API + path);
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
            return List.copyOf(
                    new ObjectMapper().readTree(answer.asString()).valueStream().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String signature(String key, Recorder.Received hook) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.substring("whsec_".length())), "HmacSHA256"));
            mac.update((header(hook, "webhook-id") + "." + header(hook, "webhook-timestamp") + ".").getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(hook.body()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(Recorder.Received hook, String name) {
        return hook.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().getFirst())
                .findFirst()
                .orElse("");
    }

    private RequestSpecification as(TenantId tenant) {
        return RestAssured.given()
                .header("X-Tenant-ID", tenant.value())
                .header("Authorization", "Bearer " + router.issuer().tenantToken(tenant, Role.ADMIN));
    }
}
