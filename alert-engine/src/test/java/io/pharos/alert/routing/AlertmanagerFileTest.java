package io.pharos.alert.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.alert.Promtool;
import io.pharos.alert.routing.AlertmanagerFile.Relay;
import io.pharos.model.TenantId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertmanagerFileTest {
    private static final Relay RELAY = new Relay(URI.create("http://127.0.0.1:8083"), "/run/secrets/relay");
    private static final Routing PLAIN =
            RoutingParser.parse("{route: {receiver: ops}, receivers: [{name: ops, email_configs: [{to: a@b.c}]}],"
                    + " inhibit_rules: [{source_matchers: [a=b], target_matchers: [c=d]}]}");
    private static final String FILE = AlertmanagerFile.render(
            new TreeMap<>(Map.of(
                    new TenantId("acme"),
                    RoutingParser.parse(RoutingParserTest.WHOLE),
                    new TenantId("initech"),
                    PLAIN)),
            RELAY);

    @Test
    void alertmanagerTakesIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("alertmanager.yml"), FILE);

        assertThat(Promtool.says("amtool", "check-config", file.toString())).contains("SUCCESS");
    }

    @Test
    void everyTenantHasASubtreeThatOnlyItsAlertsEnter() throws IOException {
        JsonNode routes = json().path("route").path("routes");

        assertThat(routes).hasSize(2);
        assertThat(routes.path(0).path("matchers").path(0).asText()).isEqualTo("tenant_id=\"acme\"");
        assertThat(routes.path(1).path("matchers").path(0).asText()).isEqualTo("tenant_id=\"initech\"");
        assertThat(routes).allMatch(route -> !route.path("continue").asBoolean());
    }

    @Test
    void noGroupAndNoInhibitionHoldsTwoTenants() throws IOException {
        assertThat(json().findValues("group_by"))
                .isNotEmpty()
                .allMatch(labels -> labels.path(0).asText().equals("tenant_id"));
        assertThat(json().path("inhibit_rules")).hasSize(2).allSatisfy(rule -> {
            assertThat(rule.path("equal").path(0).asText()).isEqualTo("tenant_id");
            assertThat(rule.path("source_matchers").path(0).asText()).startsWith("tenant_id=\"");
            assertThat(rule.path("target_matchers").path(0))
                    .isEqualTo(rule.path("source_matchers").path(0));
        });
    }

    @Test
    void alertmanagerItselfCallsNobodyButUs() throws IOException {
        assertThat(json().findValuesAsText("url")).isNotEmpty().allMatch(url -> url.startsWith(RELAY.url() + "/"));
        assertThat(FILE).doesNotContain("example.com").doesNotContain("SEC1");
    }

    private static JsonNode json() throws IOException {
        return new ObjectMapper().readTree(FILE);
    }
}
