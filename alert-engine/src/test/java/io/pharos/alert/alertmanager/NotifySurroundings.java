package io.pharos.alert.alertmanager;

import io.pharos.alert.suite.AlertmanagerServer;
import io.pharos.model.TenantId;
import io.pharos.sql.testing.TestPostgres;
import io.pharos.tenancy.directory.AlertDelivery;
import io.pharos.tenancy.directory.Alerting;
import io.pharos.tenancy.directory.DirectorySnapshot;
import io.pharos.tenancy.directory.Revocations;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tenancy.testing.Tenants;
import io.pharos.tsdb.testing.EngineProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What notification needs around it: {@code acme} and {@code initech} in one real Alertmanager, {@code globex} with none. */
public final class NotifySurroundings implements QuarkusTestResourceLifecycleManager {
    static final TenantId DIRECT = Tenants.GLOBEX;
    static final TenantId OWN = Tenants.HOOLI;
    private static final String OWN_ROUTES = """
        route: {receiver: ops, group_by: [alertname], group_wait: 0s, group_interval: 1s}
        receivers: [{name: ops, webhook_configs: [{url: '%s/hooli'}]}]
        """;

    private final TestPostgres postgres = TestPostgres.start("rules");
    private final AlertmanagerServer alertmanager = AlertmanagerServer.start();
    private final Recorder recorder = new Recorder();
    private final List<AlertmanagerServer> own = AlertmanagerServer.pair(OWN_ROUTES.formatted(recorder.url()));
    private final FakeRouter router = new FakeRouter(snapshot());

    @Override
    public Map<String, String> start() {
        int port = EngineProcess.freePort();
        Path secrets = secrets();
        Map<String, String> settings = new HashMap<>(postgres.settings());
        settings.put("pharos.directory.url", router.url());
        settings.put("pharos.directory.interval", "100ms");
        settings.put("pharos.token.issuer", router.url());
        settings.put("pharos.identity.client-id", "svc-alert-engine");
        settings.put("pharos.identity.secret", "env:PATH");
        settings.put("pharos.secrets.dir", secrets.toString());
        settings.put("pharos.egress.allow", "127.0.0.0/8");
        settings.put("quarkus.http.test-port", Integer.toString(port));
        settings.put("pharos.alert.notify.shared.urls", alertmanager.url());
        settings.put(
                "pharos.alert.notify.shared.config-file",
                alertmanager.configuration().toString());
        settings.put("pharos.alert.notify.shared.relay-url", "http://127.0.0.1:" + port);
        settings.put("pharos.alert.notify.shared.relay-secret", "file:relay");
        settings.put(
                "pharos.alert.notify.shared.relay-secret-file",
                secrets.resolve("relay").toString());
        settings.put("pharos.alert.deliver.signing-key", "file:signing");
        return settings;
    }

    private static Path secrets() {
        try {
            Path folder = EngineProcess.newDirectory("secrets");
            Files.writeString(folder.resolve("relay"), "r".repeat(32));
            Files.writeString(folder.resolve("signing"), "s".repeat(32));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DirectorySnapshot snapshot() {
        return new DirectorySnapshot(
                1,
                Instant.now(),
                List.of(
                        Tenants.tenant(Tenants.ACME, Status.ACTIVE, "shared"),
                        Tenants.tenant(Tenants.INITECH, Status.ACTIVE, "shared"),
                        told(
                                Tenants.tenant(DIRECT, Status.ACTIVE, "shared"),
                                new Alerting(AlertDelivery.DIRECT, List.of(), null, null)),
                        told(
                                Tenants.tenant(OWN, Status.ACTIVE, "shared"),
                                new Alerting(
                                        AlertDelivery.OWN,
                                        own.stream()
                                                .map(AlertmanagerServer::url)
                                                .toList(),
                                        null,
                                        null))),
                List.of(Tenants.engine("shared", "http://127.0.0.1:1")),
                Revocations.NONE);
    }

    private static Tenant told(Tenant t, Alerting alerting) {
        return new Tenant(
                t.id(),
                t.name(),
                t.plan(),
                t.status(),
                t.isolation(),
                t.residency(),
                t.environments(),
                t.limits(),
                t.labelConflict(),
                alerting,
                t.version());
    }

    @Override
    public void stop() {
        router.close();
        alertmanager.close();
        own.forEach(AlertmanagerServer::close);
        recorder.close();
        postgres.close();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(router, field -> field.getType() == FakeRouter.class);
        injector.injectIntoFields(own, field -> field.getName().equals("members"));
        injector.injectIntoFields(recorder, field -> field.getType() == Recorder.class);
    }
}
