package io.pharos.collector.suite;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.GLOBEX;
import static io.pharos.tenancy.testing.Tenants.HOOLI;
import static io.pharos.tenancy.testing.Tenants.INITECH;

import io.pharos.collector.engines.PrometheusServer;
import io.pharos.model.Dialect;
import io.pharos.model.Environment;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.sql.testing.TestPostgres;
import io.pharos.tenancy.directory.Alerting;
import io.pharos.tenancy.directory.Credentials;
import io.pharos.tenancy.directory.DirectorySnapshot;
import io.pharos.tenancy.directory.Engine;
import io.pharos.tenancy.directory.EngineKind;
import io.pharos.tenancy.directory.Isolation;
import io.pharos.tenancy.directory.LabelConflict;
import io.pharos.tenancy.directory.Limits;
import io.pharos.tenancy.directory.Plan;
import io.pharos.tenancy.directory.RequestLimits;
import io.pharos.tenancy.directory.Residency;
import io.pharos.tenancy.directory.Revocations;
import io.pharos.tenancy.directory.RulerLimits;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.directory.TraceEndpoint;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tenancy.testing.Tenants;
import io.pharos.tsdb.testing.EngineProcess;
import io.pharos.tsdb.testing.FakeEngine;
import io.pharos.tsdb.testing.RedisServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the collector needs around it: {@code acme} (prod and staging) and {@code initech} in one real Prometheus,
 * {@code globex} in an engine that misbehaves on demand, {@code umbrella} in one that is not there, {@code wonka} with
 * credentials that do not exist, {@code tiny} under a low rate, {@code paired} with pairs of replicas, {@code piper} in
 * one that reads remote write 2.0, {@code stark} whose own labels are renamed, {@code capped} whose budget for writing is
 * used up. Of {@code bank} the job {@code payments} has to stay in its own store;
 * {@code misrouted} would have to stay in one that it does not have, {@code stray} lies in bank's; {@code mover} moves
 * to a second real Prometheus. {@code mimir}, {@code thanos} and {@code cluster} live in engines that know tenants.
 */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {
    public static final TenantId UMBRELLA = new TenantId("umbrella");
    public static final TenantId WONKA = new TenantId("wonka");
    public static final TenantId TINY = new TenantId("tiny");
    public static final TenantId PAIRED = new TenantId("paired");
    public static final TenantId PIPER = new TenantId("piper");
    public static final TenantId OLD_PIPER = new TenantId("old-piper");
    public static final TenantId TRACED = new TenantId("traced");
    public static final TenantId STARK = new TenantId("stark");
    public static final TenantId CAPPED = new TenantId("capped");
    public static final TenantId BANK = new TenantId("bank");
    public static final TenantId MISROUTED = new TenantId("misrouted");
    public static final TenantId STRAY = new TenantId("stray");
    public static final TenantId MOVER = new TenantId("mover");
    private static final Environment STAGING = new Environment("staging");
    private static final Environment ONPREM = new Environment("onprem");
    private static final String PAYMENTS_STAY = """
            {"mode": "cloud", "routes": [{"selector": "{job=\\"payments\\"}", "to": "onprem", "mode": "local"}]}""";
    private static final String MOVES = """
            {"moves": {"prod": {"to": "second", "since": "2026-01-01T00:00:00Z", "hours": 1}}}""";

    private final PrometheusServer shared = new PrometheusServer();
    private final TestPostgres postgres = TestPostgres.start("ingest");
    private final RedisServer redis = RedisServer.start();
    private final FakeEngine fake = new FakeEngine();
    private final FakeEngine own = new FakeEngine();
    private final PrometheusServer second = new PrometheusServer();
    private final FakeEngine receiver = new FakeEngine();
    private final NetServer garbled = garbled(receiver.vertx());
    private final FakeRouter router = new FakeRouter(snapshot());

    private DirectorySnapshot snapshot() {
        return new DirectorySnapshot(
                1,
                Instant.now(),
                List.of(
                        placed(BANK, PAYMENTS_STAY, Map.of(Environment.PROD, "shared", ONPREM, "own")),
                        placed(MISROUTED, "{\"mode\": \"local\"}", Map.of(Environment.PROD, "shared")),
                        placed(STRAY, "{}", Map.of(Environment.PROD, "own")),
                        placed(MOVER, MOVES, Map.of(Environment.PROD, "shared")),
                        placed(new TenantId("mimir"), "{}", Map.of(Environment.PROD, "mimir")),
                        placed(new TenantId("thanos"), "{}", Map.of(Environment.PROD, "thanos")),
                        placed(new TenantId("cluster"), "{}", Map.of(Environment.PROD, "cluster")),
                        placed(new TenantId("sender-1"), "{}", Map.of(Environment.PROD, "receiver-1")),
                        placed(new TenantId("sender-2"), "{}", Map.of(Environment.PROD, "receiver-2")),
                        placed(new TenantId("sender-silent"), "{}", Map.of(Environment.PROD, "receiver-silent")),
                        placed(new TenantId("fallen-415"), "{}", Map.of(Environment.PROD, "receiver-fallen-415")),
                        placed(new TenantId("fallen-silent"), "{}", Map.of(Environment.PROD, "receiver-fallen-silent")),
                        placed(new TenantId("garbled"), "{}", Map.of(Environment.PROD, "garbled")),
                        placed(new TenantId("nameless"), "{}", Map.of(Environment.PROD, "nameless")),
                        tenant(ACME, Limits.DEFAULT, LabelConflict.REFUSE),
                        tenant(INITECH, Limits.DEFAULT, LabelConflict.REFUSE),
                        tenant(STARK, Limits.DEFAULT, LabelConflict.RENAME),
                        tenant(TINY, slow(), LabelConflict.REFUSE),
                        tenant(PAIRED, limits("{\"ha\": {\"acceptHaSamples\": true}}"), LabelConflict.REFUSE),
                        Tenants.tenant(GLOBEX, Status.ACTIVE, "fake"),
                        Tenants.tenant(UMBRELLA, Status.ACTIVE, "dead"),
                        Tenants.tenant(WONKA, Status.ACTIVE, "locked"),
                        Tenants.tenant(PIPER, Status.ACTIVE, "modern"),
                        traced(),
                        Tenants.capped(CAPPED, Scope.METRICS_WRITE, "shared"),
                        Tenants.tenant(OLD_PIPER, Status.ACTIVE, "not-so-modern"),
                        Tenants.tenant(new TenantId("leaving"), Status.DELETING, "shared"),
                        Tenants.tenant(HOOLI, Status.SUSPENDED, "shared")),
                List.of(
                        engine("shared", shared.url(), "file:engine-password"),
                        engine("second", second.url(), "file:engine-password"),
                        ownedBy(BANK, Tenants.engine("own", own.url())),
                        nativeEngine("mimir", EngineKind.MIMIR, "/api/v1/push", Map.of("X-Scope-OrgID", "{tenant}")),
                        nativeEngine(
                                "thanos",
                                EngineKind.THANOS,
                                "/api/v1/receive",
                                Map.of("THANOS-TENANT", "{tenant}-{environment}")),
                        nativeEngine(
                                "cluster",
                                EngineKind.VICTORIAMETRICS,
                                "/insert/42:7/prometheus/api/v1/write",
                                Map.of()),
                        Tenants.engine("fake", fake.url()),
                        Tenants.engine("receiver-1", receiver.url()),
                        Tenants.engine("receiver-silent", receiver.url()),
                        modern("receiver-2", receiver),
                        modern("receiver-fallen-415", receiver),
                        modern("receiver-fallen-silent", receiver),
                        Tenants.engine("garbled", "http://127.0.0.1:" + garbled.actualPort()),
                        Tenants.engine("nameless", "http://no-such-engine.invalid"),
                        modern("modern", fake),
                        modern("not-so-modern", fake),
                        Tenants.engine("dead", "http://127.0.0.1:1"),
                        engine("locked", shared.url(), "file:../no-such-secret")),
                Revocations.NONE);
    }

    private static Tenant tenant(TenantId id, Limits limits, LabelConflict conflict) {
        return new Tenant(
                id,
                id.value(),
                Plan.FREE,
                Status.ACTIVE,
                Isolation.SHARED,
                Residency.ANYWHERE,
                id.equals(ACME)
                        ? Map.of(Environment.PROD, "shared", STAGING, "shared")
                        : Map.of(Environment.PROD, "shared"),
                limits,
                conflict,
                Alerting.SHARED,
                1);
    }

    private static Tenant placed(TenantId id, String residency, Map<Environment, String> environments) {
        Tenant plain = Tenants.tenant(id, Status.ACTIVE, "shared");
        return new Tenant(
                plain.id(),
                plain.name(),
                plain.plan(),
                plain.status(),
                plain.isolation(),
                Tenants.residency(residency),
                environments,
                plain.limits(),
                plain.labelConflict(),
                plain.alerting(),
                1);
    }

    private static Engine ownedBy(TenantId owner, Engine e) {
        return new Engine(e.id(), e.kind(), e.dialect(), e.writeUrl(), e.queryUrl(), null, e.headers(), null, owner);
    }

    private Engine nativeEngine(String id, EngineKind kind, String path, Map<String, String> headers) {
        Dialect dialect = Dialect.parse(kind == EngineKind.VICTORIAMETRICS ? "victoriametrics" : "mimir")
                .orElseThrow();
        return new Engine(id, kind, dialect, own.url() + path, own.url(), null, headers, null);
    }

    private static Limits slow() {
        return limits("{\"ingestionRate\": 1, \"ingestionBurstSize\": 10, \"maxBodyBytes\": 65536}");
    }

    private static Limits limits(String ingest) {
        return new Limits(RequestLimits.DEFAULT, Tenants.ingest(ingest), RulerLimits.DEFAULT, Map.of());
    }

    /** A tenant whose traces go to the engine that misbehaves on demand. */
    private Tenant traced() {
        Tenant plain = Tenants.tenant(TRACED, Status.ACTIVE, "shared");
        return new Tenant(
                plain.id(),
                plain.name(),
                plain.plan(),
                plain.status(),
                plain.isolation(),
                plain.residency(),
                plain.environments(),
                plain.limits(),
                plain.labelConflict(),
                plain.alerting(),
                new TraceEndpoint(fake.url() + "/v1/traces", Credentials.bearer("file:engine-password"), null),
                1);
    }

    /** Hears whatever comes, and answers what is no HTTP. */
    private static NetServer garbled(Vertx vertx) {
        return vertx.createNetServer()
                .connectHandler(socket -> socket.handler(heard -> socket.end(Buffer.buffer("this is no HTTP\r\n\r\n"))))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** An engine that is said to be a Prometheus that reads remote write 2.0. */
    private static Engine modern(String id, FakeEngine engine) {
        Engine old = Tenants.engine(id, engine.url());
        Dialect dialect = Dialect.parse("prometheus-3").orElseThrow();
        return new Engine(old.id(), old.kind(), dialect, old.writeUrl(), old.queryUrl(), null, Map.of(), null);
    }

    private static Engine engine(String id, String url, String passwordRef) {
        return new Engine(
                id,
                EngineKind.PROMETHEUS,
                Dialect.parse("prometheus-2.42").orElseThrow(),
                url + "/api/v1/write",
                url,
                Credentials.basic(PrometheusServer.USER, passwordRef),
                Map.of(),
                null);
    }

    @Override
    public Map<String, String> start() {
        shared.start();
        second.start();
        Map<String, String> settings = new HashMap<>(postgres.settings());
        settings.put("quarkus.redis.hosts", redis.url());
        settings.putAll(own());
        settings.putAll(scraping());
        settings.put("pharos.ownership.lease", "2s");
        return settings;
    }

    private Map<String, String> own() {
        return Map.of(
                "pharos.directory.url", router.url(),
                "pharos.directory.interval", "100ms",
                "pharos.token.issuer", router.url(),
                "pharos.identity.client-id", "svc-metrics-collector",
                "pharos.identity.secret", "env:PATH",
                "pharos.secrets.dir", secrets().toString(),
                "pharos.writer.deadline", "1s",
                "pharos.engine.max-concurrent", "4",
                "pharos.engine.breaker-pause", "200ms",
                "pharos.collector.body-deadline", "1s");
    }

    private static Map<String, String> scraping() {
        return Map.of(
                "pharos.egress.allow", "127.0.0.0/8",
                "pharos.targets.min-interval", "200ms",
                "pharos.targets.refresh", "100ms",
                "pharos.targets.encryption-key", "file:encryption",
                "pharos.ownership.heartbeat", "200ms",
                "pharos.scrape.retry", "200ms",
                "pharos.scrape.queue-dir",
                        EngineProcess.newDirectory("scrape-queue").toString(),
                "pharos.move.queue-dir",
                        EngineProcess.newDirectory("move-queue").toString(),
                "pharos.move.retry", "200ms",
                "pharos.lineage.every", "200ms");
    }

    private static Path secrets() {
        try {
            Path secrets = Files.createTempDirectory("pharos-secrets");
            Files.writeString(secrets.resolve("engine-password"), PrometheusServer.PASSWORD + "\n");
            Files.writeString(secrets.resolve("encryption"), "0123456789abcdef".repeat(2));
            return secrets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        router.close();
        fake.close();
        own.close();
        receiver.close();
        second.close();
        shared.close();
        postgres.close();
        redis.close();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(router, field -> field.getType() == FakeRouter.class);
        inject(injector, PrometheusServer.class, shared, Map.of("second", second));
        inject(injector, FakeEngine.class, fake, Map.of("own", own, "receiver", receiver));
    }

    /** Fields of those names get theirs, all others of the type the usual one. */
    private static <T> void inject(TestInjector injector, Class<T> type, T usual, Map<String, T> named) {
        injector.injectIntoFields(usual, field -> field.getType() == type && !named.containsKey(field.getName()));
        named.forEach((name, one) -> injector.injectIntoFields(
                one, field -> field.getType() == type && field.getName().equals(name)));
    }
}
