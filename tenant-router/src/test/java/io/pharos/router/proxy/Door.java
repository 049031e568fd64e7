package io.pharos.router.proxy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.router.backend.BackendDouble;
import io.pharos.router.token.CredentialExchange;
import io.pharos.tenancy.context.TenantGate;
import io.pharos.tenancy.directory.CachedTenantDirectory;
import io.pharos.tenancy.directory.DirectorySnapshot;
import io.pharos.tenancy.directory.IngestLimits;
import io.pharos.tenancy.directory.Limits;
import io.pharos.tenancy.directory.RequestLimits;
import io.pharos.tenancy.directory.Revocations;
import io.pharos.tenancy.directory.RulerLimits;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.json.PharosModule;
import io.pharos.tenancy.testing.Tenants;
import io.pharos.tenancy.testing.TestIssuer;
import io.pharos.tenancy.token.JwtVerifier;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** The front door on a real socket with a backend behind it: short deadlines, tenants of the tests, a movable clock. */
final class Door implements AutoCloseable {
    static final String SECRET = "a".repeat(64);
    static final RequestLimits AMPLE = new RequestLimits(1000, 1000, 100);

    final MovableClock clock = new MovableClock();
    final TestIssuer issuer = new TestIssuer("http://issuer", clock);
    final BackendDouble backend = BackendDouble.start();
    final int absentPort = freePort();
    private final Vertx vertx = Vertx.vertx();
    private final Forwarder forwarder;
    private final HttpServer server;

    Door(RequestLimits limits) {
        Settings settings = new Settings(backend.url(), "http://127.0.0.1:" + absentPort);
        Backends backends = new Backends(settings, clock);
        this.forwarder = new Forwarder(vertx, new Proxy(settings), backends);
        CachedTenantDirectory directory = directory(limits);
        FrontDoor door = new FrontDoor(
                new RouteTable(routes()),
                new TenantGate(directory, verifier(directory), Duration.ofMinutes(1)),
                directory,
                exchange(),
                new TenantTurnstile(1000, System::nanoTime),
                forwarder,
                new VisitLog(new SimpleMeterRegistry(), this::passed),
                PharosModule.mapper(),
                vertx);
        Router router = Router.router(vertx);
        router.route().handler(door::handle);
        this.server = vertx.createHttpServer().requestHandler(router);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    /** Hops that were told, with their bytes. */
    final Queue<String> hops = new ConcurrentLinkedQueue<>();

    private void passed(TenantId tenant, String from, String to, String kind, long bytes) {
        hops.add(tenant + ": " + from + " > " + to + ", " + kind + " " + bytes);
    }

    int port() {
        return server.actualPort();
    }

    Wire wire() throws IOException {
        return new Wire(port());
    }

    /** A request's head, closing the connection behind its answer. */
    String head(String method, String uri, String... headers) {
        return method + " " + uri + " HTTP/1.1\r\nHost: pharos\r\nConnection: close\r\n" + String.join("\r\n", headers)
                + (headers.length == 0 ? "\r\n" : "\r\n\r\n");
    }

    /** The same with what admits tenant acme. */
    String acmes(String method, String uri, String... headers) {
        String all = "X-Tenant-ID: acme\r\nAuthorization: Bearer " + token(Tenants.ACME);
        return head(method, uri, headers.length == 0 ? all : all + "\r\n" + String.join("\r\n", headers));
    }

    String platformToken() {
        return issuer.platformToken();
    }

    String token(TenantId tenant, Scope... scopes) {
        return issuer.tenantToken(tenant, Role.DEV, scopes);
    }

    @Override
    public void close() {
        forwarder.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        backend.close();
    }

    private static List<Route> routes() {
        return List.of(
                route("/write", Set.of("POST"), "metrics-collector", Scope.METRICS_WRITE, ErrorShape.PROBLEM),
                route("/read", Set.of("GET", "POST"), "metrics-collector", Scope.METRICS_READ, ErrorShape.PROMETHEUS),
                route("/absent", Set.of("GET", "POST"), "query-gateway", Scope.METRICS_READ, ErrorShape.PROBLEM),
                new Route(
                        "/bulk",
                        Set.of("POST"),
                        "metrics-collector",
                        Scope.METRICS_WRITE,
                        ErrorShape.PROBLEM,
                        Duration.ofSeconds(30),
                        true),
                new Route(
                        "/operators",
                        Set.of("GET"),
                        "metrics-collector",
                        Scope.PLATFORM,
                        ErrorShape.PROBLEM,
                        Duration.ofSeconds(1),
                        false),
                route("/none", Set.of("GET"), "report-service", Scope.REPORTS, ErrorShape.PROBLEM),
                route("/of/{tenant}", Set.of("GET"), "metrics-collector", Scope.METRICS_READ, ErrorShape.PROBLEM));
    }

    private static Route route(String path, Set<String> methods, String service, Scope scope, ErrorShape errors) {
        return new Route(path, methods, service, scope, errors, Duration.ofSeconds(1), true);
    }

    private JwtVerifier verifier(CachedTenantDirectory directory) {
        var settings = new JwtVerifier.Settings(issuer.issuer(), Duration.ofSeconds(10), 100);
        return new JwtVerifier(
                settings, () -> Map.of(issuer.kid(), issuer.publicKey()), Runnable::run, directory::revocations, clock);
    }

    private CachedTenantDirectory directory(RequestLimits limits) {
        DirectorySnapshot known = Tenants.snapshot(1, Revocations.NONE);
        List<Tenant> tenants =
                known.tenants().stream().map(t -> with(t, limits)).toList();
        CachedTenantDirectory directory = new CachedTenantDirectory(clock);
        directory.accept(new DirectorySnapshot(1, known.asOf(), tenants, known.engines(), known.revocations()));
        return directory;
    }

    private static Tenant with(Tenant t, RequestLimits limits) {
        return new Tenant(
                t.id(),
                t.name(),
                t.plan(),
                t.status(),
                t.isolation(),
                t.residency(),
                t.environments(),
                new Limits(limits, IngestLimits.DEFAULT, RulerLimits.DEFAULT, Map.of()),
                t.labelConflict(),
                t.alerting(),
                t.version());
    }

    /** Knows one client of acme, and answers from another thread as the real one does. */
    private CredentialExchange exchange() {
        return (client, address) -> CompletableFuture.supplyAsync(() -> {
            if (client.id().equals("acme-agent") && client.secret().equals(SECRET)) {
                return token(Tenants.ACME);
            }
            throw Problem.of(Kind.UNAUTHENTICATED, "token.wrong-basic-credentials", "Wrong.");
        });
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Proxy(Settings services) implements ProxyConfig {
        @Override
        public int maxInFlight() {
            return 1000;
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(2);
        }

        @Override
        public int maxConnections() {
            return 100;
        }
    }

    private record Settings(String collector, String gateway) implements ProxyConfig.Services {
        @Override
        public Optional<List<URI>> metricsCollector() {
            return Optional.of(List.of(URI.create(collector)));
        }

        @Override
        public Optional<List<URI>> queryGateway() {
            return Optional.of(List.of(URI.create(gateway)));
        }

        @Override
        public Optional<List<URI>> alertEngine() {
            return Optional.empty();
        }

        @Override
        public Optional<List<URI>> billingService() {
            return Optional.empty();
        }

        @Override
        public Optional<List<URI>> grafanaProvisioner() {
            return Optional.empty();
        }

        @Override
        public Optional<List<URI>> reportService() {
            return Optional.empty();
        }

        @Override
        public Optional<List<URI>> commerceMonitor() {
            return Optional.empty();
        }

        @Override
        public Optional<List<URI>> logInsight() {
            return Optional.empty();
        }
    }
}
