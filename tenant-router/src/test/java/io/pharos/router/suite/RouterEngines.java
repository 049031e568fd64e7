package io.pharos.router.suite;

import io.pharos.router.backend.BackendDouble;
import io.pharos.router.clients.SecretHash;
import io.pharos.sql.testing.TestPostgres;
import io.pharos.tsdb.testing.RedisServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the router needs around it: a real PostgreSQL with its role and schema, a real Redis, secrets, a bootstrap file, a backend. */
public class RouterEngines implements QuarkusTestResourceLifecycleManager {
    public static final String PLATFORM_SECRET = "1".repeat(64);
    public static final String SERVICE_SECRET = "2".repeat(64);

    private @Nullable TestPostgres postgres;
    private @Nullable RedisServer redis;
    private @Nullable BackendDouble backend;

    @Override
    public Map<String, String> start() {
        TestPostgres started = TestPostgres.start("tenancy");
        postgres = started;
        RedisServer lineage = RedisServer.start();
        redis = lineage;
        try {
            BackendDouble service = BackendDouble.start();
            backend = service;
            Map<String, String> settings = settings(started, service);
            settings.put("quarkus.redis.hosts", lineage.url());
            settings.put("pharos.lineage.every", "200ms");
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (backend != null) {
            backend.close();
        }
        if (redis != null) {
            redis.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    private static Map<String, String> settings(TestPostgres postgres, BackendDouble backend) throws IOException {
        Path secrets = Files.createTempDirectory("router-secrets");
        Files.writeString(secrets.resolve("kek"), "k".repeat(64));
        Path bootstrap = Files.writeString(secrets.resolve("bootstrap.json"), bootstrap());
        Map<String, String> settings = new HashMap<>(postgres.settings());
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
                  {"id":"svc-billing-service","kind":"service","secretSha256":"%s"},
                  {"id":"svc-query-gateway","kind":"service","secretSha256":"%s"}]}
                """.formatted(
                        SecretHash.of(PLATFORM_SECRET).hex(),
                        SecretHash.of(SERVICE_SECRET).hex(),
                        SecretHash.of(SERVICE_SECRET).hex());
    }
}
