package io.pharos.gateway.suite;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.GLOBEX;
import static io.pharos.tenancy.testing.Tenants.HOOLI;
import static io.pharos.tenancy.testing.Tenants.INITECH;

import io.pharos.gateway.engines.PrometheusServer;
import io.pharos.model.Environment;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.sql.testing.TestPostgres;
import io.pharos.tenancy.directory.DirectorySnapshot;
import io.pharos.tenancy.directory.Plan;
import io.pharos.tenancy.directory.Revocations;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tenancy.testing.Tenants;
import io.pharos.tsdb.testing.FakeEngine;
import io.pharos.tsdb.testing.RedisServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the gateway needs around it: {@code acme} and {@code initech} in one real Prometheus, {@code globex} in an
 * engine that misbehaves on demand, {@code umbrella} in one that is not there, {@code hooli} suspended. Beside them a
 * Prometheus that no tenant lies in, for comparison.
 */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {
    public static final TenantId UMBRELLA = new TenantId("umbrella");
    /** Whose plan has everything that a plan can have here. */
    public static final TenantId SOYLENT = new TenantId("soylent");

    /** What its lease has: room for a few small values. */
    public static final long LEASED_BYTES = 4_096;

    /** Shares the engine that misbehaves with {@code globex}. */
    public static final TenantId WAYNE = new TenantId("wayne");

    /** May read no more than a few samples a day. */
    public static final TenantId STARK = new TenantId("stark");

    /** Has prod and staging in one engine, and in staging the data of whoever {@link #STAGING_OF_TYRELL} says. */
    public static final TenantId TYRELL = new TenantId("tyrell");

    public static final Environment STAGING = new Environment("staging");
    public static final String STAGING_OF_TYRELL = "tyrell_staging";
    private static final double NUMBER_OF_TYRELL = 20_191.25;

    /** May keep its engine, the one that misbehaves, busy for one second a minute. */
    public static final TenantId WEYLAND = new TenantId("weyland");

    /** Has used up its budget for reading. */
    public static final TenantId CAPPED = new TenantId("capped");

    public static final long SAMPLES_OF_STARK = 100;
    public static final double NUMBER_OF_ACME = 42_424.75;
    public static final double NUMBER_OF_INITECH = 31_337.25;

    private final RedisServer redis = RedisServer.start();
    private final PrometheusServer shared = PrometheusServer.start();
    private final PrometheusServer own = PrometheusServer.start();
    private final FakeEngine fake = new FakeEngine();
    private final TestPostgres postgres = TestPostgres.start("queries");
    private final FakeCollector collector = new FakeCollector();
    private final FakeRouter router = new FakeRouter(snapshot());

    private DirectorySnapshot snapshot() {
        return new DirectorySnapshot(
                1,
                Instant.now(),
                List.of(
                        Tenants.tenant(ACME, Status.ACTIVE, "shared"),
                        Tenants.tenant(INITECH, Status.ACTIVE, "shared"),
                        Tenants.tenant(GLOBEX, Status.ACTIVE, "fake"),
                        Tenants.tenant(UMBRELLA, Status.ACTIVE, "dead"),
                        soylent(),
                        stark(),
                        tyrell(),
                        planned(WEYLAND, "fake", new Plan("brief", Set.of(), Map.of("query.seconds-per-minute", 1L))),
                        Tenants.capped(CAPPED, Scope.METRICS_READ, "shared"),
                        Tenants.tenant(WAYNE, Status.ACTIVE, "fake"),
                        Tenants.tenant(HOOLI, Status.SUSPENDED, "shared")),
                List.of(
                        Tenants.engine("shared", shared.url()),
                        Tenants.engine("fake", fake.url()),
                        Tenants.engine("dead", "http://127.0.0.1:1")),
                Revocations.NONE);
    }

    private static Tenant soylent() {
        Map<String, Long> caps = Map.of("cache.lease.bytes", LEASED_BYTES, "cache.lease.operations", 1_000L);
        return planned(SOYLENT, "shared", new Plan("everything", Set.of("query.cache"), caps));
    }

    private static Tenant tyrell() {
        Map<Environment, String> together = Map.of(Environment.PROD, "shared", STAGING, "shared");
        return like(Tenants.tenant(TYRELL, Status.ACTIVE, "shared"), Plan.FREE, together);
    }

    private static Tenant stark() {
        return planned(STARK, "shared", new Plan("small", Set.of(), Map.of("query.samples-per-day", SAMPLES_OF_STARK)));
    }

    private static Tenant planned(TenantId id, String engine, Plan plan) {
        Tenant usual = Tenants.tenant(id, Status.ACTIVE, engine);
        return like(usual, plan, usual.environments());
    }

    private static Tenant like(Tenant usual, Plan plan, Map<Environment, String> environments) {
        return new Tenant(
                usual.id(),
                usual.name(),
                plan,
                usual.status(),
                usual.isolation(),
                usual.residency(),
                environments,
                usual.limits(),
                usual.labelConflict(),
                usual.alerting(),
                usual.version());
    }

    @Override
    public Map<String, String> start() {
        Planted.sow(shared, STARK, 1);
        Planted.sow(shared, TYRELL, NUMBER_OF_TYRELL);
        Planted.sow(shared, TYRELL, STAGING.value(), STAGING_OF_TYRELL, NUMBER_OF_TYRELL + 1);
        Planted.sow(shared, ACME, NUMBER_OF_ACME);
        Planted.sow(shared, INITECH, NUMBER_OF_INITECH);
        Map<String, String> settings = new TreeMap<>(postgres.settings());
        settings.put("pharos.queries.write-every", "200ms");
        // Tests let it fly when they want it: the engine that misbehaves would get its questions, too.
        settings.put("pharos.isolation.canary", "false");
        settings.putAll(Map.of(
                "pharos.directory.url", router.url(),
                "pharos.directory.interval", "100ms",
                "pharos.token.issuer", router.url(),
                "pharos.identity.client-id", "svc-query-gateway",
                "pharos.identity.secret", "env:PATH",
                "pharos.gateway.deadline", "8s",
                "pharos.gateway.form-deadline", "500ms",
                "pharos.metadata.url", collector.url(),
                "pharos.isolation.scan-one-in", "1",
                "quarkus.redis.hosts", redis.url()));
        return settings;
    }

    @Override
    public void stop() {
        router.close();
        collector.close();
        fake.close();
        shared.close();
        own.close();
        redis.close();
        postgres.close();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(router, field -> field.getType() == FakeRouter.class);
        injector.injectIntoFields(
                shared,
                field -> field.getType() == PrometheusServer.class && !field.isAnnotationPresent(OwnEngine.class));
        injector.injectIntoFields(own, field -> field.isAnnotationPresent(OwnEngine.class));
        injector.injectIntoFields(postgres, field -> field.getType() == TestPostgres.class);
        injector.injectIntoFields(collector, field -> field.getType() == FakeCollector.class);
        injector.injectIntoFields(fake, field -> field.getType() == FakeEngine.class);
    }
}
