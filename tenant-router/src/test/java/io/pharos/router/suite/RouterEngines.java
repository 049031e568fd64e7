package io.pharos.router.suite;

import io.pharos.router.backend.BackendDouble;
import io.pharos.router.clients.SecretHash;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the router needs around it: a real PostgreSQL with its role and schema, secrets, a bootstrap file, a backend. */
public class RouterEngines implements QuarkusTestResourceLifecycleManager {
    public static final String PLATFORM_SECRET = "1".repeat(64);
    public static final String SERVICE_SECRET = "2".repeat(64);

    private @Nullable EmbeddedPostgres postgres;
    private @Nullable BackendDouble backend;

    @Override
    public Map<String, String> start() {
        try {
            EmbeddedPostgres started = EmbeddedPostgres.builder().start();
            postgres = started;
            prepare(started);
            BackendDouble service = BackendDouble.start();
            backend = service;
            return settings(started.getPort(), service);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        try {
            if (backend != null) {
                backend.close();
            }
            if (postgres != null) {
                postgres.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void prepare(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role tenancy login password 'tenancy'");
            statement.execute("create schema tenancy authorization tenancy");
        }
    }

    private static Map<String, String> settings(int postgresPort, BackendDouble backend) throws IOException {
        Path secrets = Files.createTempDirectory("router-secrets");
        Files.writeString(secrets.resolve("kek"), "k".repeat(64));
        Path bootstrap = Files.writeString(secrets.resolve("bootstrap.json"), bootstrap());
        String database = "//127.0.0.1:" + postgresPort + "/postgres";
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.datasource.reactive.url", "postgresql:" + database);
        settings.put("quarkus.datasource.jdbc.url", "jdbc:postgresql:" + database);
        settings.put("quarkus.datasource.password", "tenancy");
        settings.put("pharos.secrets.dir", secrets.toString());
        settings.put("pharos.router.keys.encryption-key", "file:kek");
        // Tests ask for a token before each act.
        settings.put("pharos.router.tokens.rate-per-client", "1000");
        settings.put("pharos.router.tokens.burst-per-client", "1000");
        settings.put("pharos.router.tokens.rate-per-address", "1000");
        settings.put("pharos.bootstrap.file", bootstrap.toString());
        settings.put("pharos.router.proxy.services.metrics-collector", backend.url());
        settings.put("pharos.router.proxy.services.query-gateway", backend.url());
        return settings;
    }

    private static String bootstrap() {
        return """
                {"clients":[
                  {"id":"platform-admin","kind":"platform","secretSha256":"%s"},
                  {"id":"svc-query-gateway","kind":"service","secretSha256":"%s"}]}
                """.formatted(
                        SecretHash.of(PLATFORM_SECRET).hex(),
                        SecretHash.of(SERVICE_SECRET).hex());
    }
}
