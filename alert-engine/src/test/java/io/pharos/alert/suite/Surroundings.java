package io.pharos.alert.suite;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.GLOBEX;
import static io.pharos.tenancy.testing.Tenants.HOOLI;
import static io.pharos.tenancy.testing.Tenants.INITECH;

import io.pharos.model.Environment;
import io.pharos.sql.testing.TestPostgres;
import io.pharos.tenancy.directory.DirectorySnapshot;
import io.pharos.tenancy.directory.Revocations;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tenancy.testing.Tenants;
import io.pharos.tsdb.testing.RedisServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code acme} and {@code initech} in one real Prometheus, {@code globex} in one of its own, {@code hooli} suspended. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {
    private final Prometheus shared = Prometheus.start();
    private final Prometheus own = Prometheus.start();
    private final RedisServer redis = RedisServer.start();
    private final FakeRouter router = new FakeRouter(snapshot());
    private final TestPostgres postgres = TestPostgres.start("rules");

    private DirectorySnapshot snapshot() {
        Tenant acme = Tenants.tenant(ACME, Status.ACTIVE, "shared");
        Tenant staged = new Tenant(
                acme.id(),
                acme.name(),
                acme.plan(),
                acme.status(),
                acme.isolation(),
                acme.residency(),
                Map.of(Environment.PROD, "shared", new Environment("staging"), "shared"),
                acme.limits(),
                acme.labelConflict(),
                acme.alerting(),
                1);
        return new DirectorySnapshot(
                1,
                Instant.now(),
                List.of(
                        staged,
                        Tenants.tenant(INITECH, Status.ACTIVE, "shared"),
                        Tenants.tenant(GLOBEX, Status.ACTIVE, "own"),
                        Tenants.tenant(HOOLI, Status.SUSPENDED, "shared")),
                List.of(Tenants.engine("shared", shared.url()), Tenants.engine("own", own.url())),
                Revocations.NONE);
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(postgres.settings());
        settings.put("quarkus.redis.hosts", redis.url());
        settings.put("pharos.directory.url", router.url());
        settings.put("pharos.directory.interval", "100ms");
        settings.put("pharos.token.issuer", router.url());
        settings.put("pharos.identity.client-id", "svc-alert-engine");
        settings.put("pharos.identity.secret", "env:PATH");
        settings.put("pharos.alert.replica.heartbeat", "100ms");
        settings.put("pharos.alert.evaluation.resend-delay", "500ms");
        return settings;
    }

    @Override
    public void stop() {
        router.close();
        shared.close();
        own.close();
        redis.close();
        postgres.close();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(router, field -> field.getType() == FakeRouter.class);
        injector.injectIntoFields(shared, field -> field.getName().equals("shared"));
        injector.injectIntoFields(own, field -> field.getName().equals("own"));
    }
}
