package io.pharos.alert.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.alert.notify.AlertmanagerClient;
import io.pharos.alert.notify.NotifyConfig;
import io.pharos.alert.suite.AlertmanagerServer;
import io.pharos.alert.suite.Settings;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.Tenants;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a real Alertmanager does not take is taken back: file, what is in force, and the next change. */
class AlertmanagerReloadTest {
    private static final String ROUTING = """
        route: {receiver: ops}
        receivers: [{name: ops, webhook_configs: [{url: 'https://example.com/hook'}]}]
        """;

    private final Vertx vertx = Vertx.vertx();
    private final AlertmanagerServer alertmanager = AlertmanagerServer.start();

    @AfterEach
    void close() {
        alertmanager.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatAlertmanagerRefusesIsTakenBack() throws IOException {
        SortedMap<TenantId, Routing> routings = new TreeMap<>(Map.of(Tenants.ACME, RoutingParser.parse(ROUTING)));
        reload("http://127.0.0.1:1").ensure(routings);
        String before = Files.readString(alertmanager.configuration());
        assertThat(inForce()).contains("acme/ops");

        routings.put(Tenants.INITECH, RoutingParser.parse(ROUTING));
        // No webhook can have an address like this, which no tenant's routing can bring about.
        assertThatThrownBy(() -> reload("gopher://127.0.0.1").ensure(routings))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.code()).isEqualTo("notify.routing-refused"));

        assertThat(Files.readString(alertmanager.configuration())).isEqualTo(before);
        assertThat(inForce()).contains("acme/ops").doesNotContain("initech", "gopher");
        reload("http://127.0.0.1:1").ensure(routings);
        assertThat(inForce()).contains("acme/ops", "initech/ops");
    }

    private String inForce() {
        return alertmanager.get("/status").path("config").path("original").asText();
    }

    private AlertmanagerReload reload(String relay) {
        NotifyConfig config = Settings.of(
                NotifyConfig.class,
                Map.of(
                        "pharos.alert.notify.shared.urls",
                        alertmanager.url(),
                        "pharos.alert.notify.shared.config-file",
                        alertmanager.configuration().toString(),
                        "pharos.alert.notify.shared.relay-url",
                        relay));
        return new AlertmanagerReload(config, new AlertmanagerClient(vertx, reference -> "", config));
    }
}
