package io.pharos.billing.suite;

import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tenancy.testing.Tenants;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What billing needs around it: a real PostgreSQL with its role and schema, and a router. Jobs run when tests ask. */
public final class BillingEngines implements QuarkusTestResourceLifecycleManager {
    private final FakeRouter router = new FakeRouter(Tenants.snapshot());
    private @Nullable EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        try {
            EmbeddedPostgres started = EmbeddedPostgres.builder().start();
            postgres = started;
            prepare(started);
            return settings(started.getPort());
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        router.close();
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

    private static void prepare(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role billing login password 'billing'");
            statement.execute("create schema billing authorization billing");
        }
    }

    private Map<String, String> settings(int postgresPort) {
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
        // Receivers of webhooks are on this machine.
        settings.put("pharos.egress.allow", "127.0.0.0/8");
        return settings;
    }
}
