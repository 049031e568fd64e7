package io.pharos.billing.suite;

import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.DirectorySnapshot;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tenancy.testing.Tenants;
import io.pharos.tsdb.testing.EngineProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What billing needs around it: a real PostgreSQL with its role and schema, and a router. Jobs run when tests ask. */
public final class BillingEngines implements QuarkusTestResourceLifecycleManager {
    /** Tenants of a single test each, whose bills no other test touches. */
    static final TenantId WONKA = new TenantId("wonka");

    static final TenantId STARK = new TenantId("stark");

    /** Many who are billed at once. */
    public static final List<TenantId> CROWD = IntStream.rangeClosed(1, Integer.getInteger("crowd", 40))
            .mapToObj(n -> new TenantId("crowd-" + n))
            .toList();

    private final FakeRouter router = new FakeRouter(withMore(Tenants.snapshot()));
    private final FakeRenderer renderer = new FakeRenderer();
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable EngineProcess prometheus;

    /** The usual tenants and those of single tests. */
    public static DirectorySnapshot withMore(DirectorySnapshot usual) {
        List<Tenant> tenants = new ArrayList<>(usual.tenants());
        tenants.add(Tenants.tenant(WONKA, Status.ACTIVE, "shared"));
        tenants.add(Tenants.tenant(STARK, Status.ACTIVE, "shared"));
        CROWD.forEach(tenant -> tenants.add(Tenants.tenant(tenant, Status.ACTIVE, "shared")));
        return new DirectorySnapshot(usual.revision(), usual.asOf(), tenants, usual.engines(), usual.revocations());
    }

    @Override
    public Map<String, String> start() {
        try {
            EmbeddedPostgres started = EmbeddedPostgres.builder().start();
            postgres = started;
            prepare(started);
            EngineProcess operators = operatorsPrometheus();
            prometheus = operators;
            return settings(started.getPort(), operators.port());
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        router.close();
        renderer.close();
        if (prometheus != null) {
            prometheus.close();
        }
        try {
            if (postgres != null) {
                postgres.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(router, field -> field.getType() == FakeRouter.class);
    }

    /** The operator's own, empty: a constant is what it measures. */
    private static EngineProcess operatorsPrometheus() throws IOException {
        Path directory = EngineProcess.newDirectory("operators");
        int port = EngineProcess.freePort();
        Path configuration = Files.writeString(directory.resolve("prometheus.yml"), "global: {}\n");
        return EngineProcess.start(
                "prometheus",
                port,
                directory,
                List.of(
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port));
    }

    private static void prepare(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role billing login password 'billing'");
            statement.execute("create schema billing authorization billing");
        }
    }

    private Map<String, String> settings(int postgresPort, int prometheusPort) {
        String database = "//127.0.0.1:" + postgresPort + "/postgres";
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.datasource.reactive.url", "postgresql:" + database);
        settings.put("quarkus.datasource.jdbc.url", "jdbc:postgresql:" + database);
        settings.put("quarkus.datasource.password", "billing");
        settings.put("quarkus.scheduler.enabled", "false");
        settings.put("pharos.billing.ingest.consumers", "0");
        settings.put("pharos.directory.url", router.url());
        settings.put("pharos.directory.interval", "100ms");
        settings.put("pharos.token.issuer", router.url());
        settings.put("pharos.identity.client-id", "svc-billing-service");
        settings.put("pharos.identity.secret", "env:PATH");
        settings.put("pharos.billing.payments.simulated-secret", "env:PATH");
        settings.put("pharos.billing.invoices.renderer", renderer.url());
        settings.put("pharos.billing.cost.prometheus", "http://127.0.0.1:" + prometheusPort);
        // Receivers of webhooks are on this machine.
        settings.put("pharos.egress.allow", "127.0.0.0/8");
        return settings;
    }
}
