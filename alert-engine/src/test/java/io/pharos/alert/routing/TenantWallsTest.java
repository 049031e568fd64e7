package io.pharos.alert.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.alert.suite.AlertmanagerServer;
import io.pharos.alert.suite.Until;
import io.pharos.tenancy.testing.Tenants;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Two walls stand between tenants in a shared Alertmanager: matchers on the tenant's label, and that label among those
 * in which alerts must agree. Each is tried alone in a real Alertmanager, with the other taken out of the file that we
 * make; and with both taken out the tenants do meet, so that these tests would see it.
 */
class TenantWallsTest {
    private static final Routing ROUTING = RoutingParser.parse("""
            route: {receiver: ops, group_by: [alertname], routes: [{receiver: ops, matchers: [team="a"], group_by: [team]}]}
            receivers: [{name: ops, email_configs: [{to: a@b.c}]}]
            inhibit_rules:
              - {source_matchers: [alertname="Source"], target_matchers: [alertname="Target"]}
            """);
    private static final Wall MATCHERS = (name, label) -> name.endsWith("matchers") && label.startsWith("tenant_id=");
    private static final Wall AGREEMENT =
            (name, label) -> List.of("equal", "group_by").contains(name) && label.equals("tenant_id");

    /** Which entries of which lists in Alertmanager's file a wall is made of. */
    private interface Wall {
        boolean isMadeOf(String list, String entry);
    }

    @Test
    void anInhibitionEndsAtItsTenantsMatchers() throws Throwable {
        try (AlertmanagerServer alertmanager = without(AGREEMENT)) {
            inhibit(alertmanager);
            Until.isTrue(() -> isInhibited(alertmanager, "acme"));
            assertThat(isInhibited(alertmanager, "initech")).isFalse();
        }
    }

    @Test
    void anInhibitionEndsAtTheTenantInWhichItsAlertsMustAgree() throws Throwable {
        try (AlertmanagerServer alertmanager = without(MATCHERS)) {
            inhibit(alertmanager);
            Until.isTrue(() -> isInhibited(alertmanager, "acme"));
            assertThat(isInhibited(alertmanager, "initech")).isFalse();
        }
    }

    @Test
    void groupsAreOfOneTenantByItsMatchers() throws Throwable {
        try (AlertmanagerServer alertmanager = without(AGREEMENT)) {
            group(alertmanager);
            Until.holds(() ->
                    assertThat(groups(alertmanager)).containsExactlyInAnyOrder("acme", "acme", "initech", "initech"));
        }
    }

    @Test
    void groupsAreOfOneTenantByItsLabel() throws Throwable {
        try (AlertmanagerServer alertmanager = without(MATCHERS)) {
            group(alertmanager);
            Until.holds(() ->
                    assertThat(groups(alertmanager)).containsExactlyInAnyOrder("acme", "acme", "initech", "initech"));
        }
    }

    @Test
    void withoutBothWallsTenantsMeet() throws Throwable {
        try (AlertmanagerServer alertmanager =
                without((list, entry) -> MATCHERS.isMadeOf(list, entry) || AGREEMENT.isMadeOf(list, entry))) {
            inhibit(alertmanager);
            group(alertmanager);
            Until.isTrue(() -> isInhibited(alertmanager, "initech"));
            Until.holds(() -> assertThat(groups(alertmanager)).contains("acme initech"));
        }
    }

    private static void inhibit(AlertmanagerServer alertmanager) throws Exception {
        send(alertmanager, "Source", "acme", "b");
        send(alertmanager, "Target", "acme", "b");
        send(alertmanager, "Target", "initech", "b");
    }

    private static void group(AlertmanagerServer alertmanager) throws Exception {
        for (String tenant : List.of("acme", "initech")) {
            send(alertmanager, "Grouped", tenant, "a");
            send(alertmanager, "Grouped", tenant, "b");
        }
    }

    private static boolean isInhibited(AlertmanagerServer alertmanager, String tenant) {
        return alertmanager
                .get("/alerts")
                .valueStream()
                .filter(alert -> alert.path("labels").path("alertname").asText().equals("Target"))
                .filter(alert -> alert.path("labels").path("tenant_id").asText().equals(tenant))
                .anyMatch(alert -> !alert.path("status").path("inhibitedBy").isEmpty());
    }

    /** The tenants of each group's alerts. */
    private static List<String> groups(AlertmanagerServer alertmanager) {
        return alertmanager
                .get("/alerts/groups")
                .valueStream()
                .map(group -> group.path("alerts")
                        .valueStream()
                        .filter(alert ->
                                alert.path("labels").path("alertname").asText().equals("Grouped"))
                        .map(alert -> alert.path("labels").path("tenant_id").asText())
                        .distinct()
                        .sorted()
                        .toList())
                .filter(tenants -> !tenants.isEmpty())
                .map(tenants -> String.join(" ", tenants))
                .toList();
    }

    private static void send(AlertmanagerServer alertmanager, String name, String tenant, String team)
            throws Exception {
        String alert = "[{\"labels\":{\"alertname\":\"" + name + "\",\"tenant_id\":\"" + tenant + "\",\"team\":\""
                + team + "\"}}]";
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(alertmanager.url() + "/api/v2/alerts"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(alert))
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    /** A real Alertmanager with the file of two tenants of the same routing, but for a wall. */
    private static AlertmanagerServer without(Wall wall) throws IOException {
        String file = AlertmanagerFile.render(
                new TreeMap<>(Map.of(Tenants.ACME, ROUTING, Tenants.INITECH, ROUTING)),
                new AlertmanagerFile.Relay(URI.create("http://127.0.0.1:1"), null));
        JsonNode whole = new ObjectMapper().readTree(file);
        takeOut(wall, whole);
        return AlertmanagerServer.start(whole.toString(), List.of("--cluster.listen-address="));
    }

    private static void takeOut(Wall wall, JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (field.getValue() instanceof ArrayNode list) {
                    list.removeIf(entry -> entry.isTextual() && wall.isMadeOf(field.getKey(), entry.asText()));
                }
            }
        }
        node.forEach(child -> takeOut(wall, child));
    }
}
