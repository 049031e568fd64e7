package io.pharos.e2e.suite;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The running suite: its parts by name, its front door, and tokens for its tenants. One lives for a whole test run. */
public final class Suite implements AutoCloseable {
    private static final Duration TOKEN_KEPT = Duration.ofMinutes(10);

    private final Launcher launcher;
    private final Path root;
    private final Path state;
    private final int offset;
    private final Map<String, Issued> tokens = new ConcurrentHashMap<>();

    private record Issued(String token, Instant at) {}

    private Suite(Path root, Path state, int offset) {
        this.root = root;
        this.state = state;
        this.offset = offset;
        this.launcher = new Launcher(root, state, offset);
    }

    /** Starts the suite from this checkout with a state folder of its own. */
    static Suite start() {
        Path root = Path.of(System.getProperty("pharos.root"));
        Path state = root.resolve("e2e/target/suite");
        Suite suite = new Suite(root, state, offset(root, state));
        suite.launcher.run("up", "--detach");
        return suite;
    }

    // A run that was killed left its suite behind: the next one takes it over. Logs of the run before stay until then.
    private static int offset(Path root, Path state) {
        Path file = state.resolve("offset");
        try {
            if (Files.exists(file)) {
                return Integer.parseInt(read(file));
            }
            int offset = Ports.freeOffset();
            new Launcher(root, state, offset).run("down", "--wipe");
            Files.createDirectories(state);
            Files.writeString(file, Integer.toString(offset));
            return offset;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        launcher.run("down");
        try {
            Files.delete(state.resolve("offset"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a launcher command, such as {@code query acme up}, and returns what it prints. */
    public String pharos(String... arguments) {
        return launcher.run(arguments);
    }

    /** Runs a launcher command on the same ports with another state folder. */
    public String pharosIn(Path otherState, String... arguments) {
        return new Launcher(root, otherState, offset).run(arguments);
    }

    /** Runs a launcher command in an environment where these variables are others. */
    public String pharosWith(Map<String, String> environment, String... arguments) {
        return launcher.run(environment, arguments);
    }

    /** The log of a part, or what the supervisor reported as {@code pharos}. */
    public String log(String part) {
        return read(state.resolve("logs").resolve(part + ".log"));
    }

    /** The checkout. */
    public Path root() {
        return root;
    }

    /** A token of a tenant in a role, with all scopes that its client has. */
    public String token(String tenant, String role) {
        Issued kept = tokens.get(tenant + role);
        if (kept == null || kept.at().isBefore(Instant.now().minus(TOKEN_KEPT))) {
            kept = new Issued(launcher.run("token", tenant, "--role", role).strip(), Instant.now());
            tokens.put(tenant + role, kept);
        }
        return kept.token();
    }

    /** A token that administers the directory and reads no tenant's data. */
    public String platformToken() {
        return launcher.run("token", "platform").strip();
    }

    /** The public address, asked by a client with the secret that {@code up} made for it. */
    public FrontDoor asClient(String id) {
        return frontDoor().basic(id, secret(id));
    }

    /** The secret that {@code up} made for a client. */
    public String clientSecret(String id) {
        return secret(id);
    }

    /** A program of the engines, such as {@code promtool}, or of the peers that benchmarks and soaks fetch. */
    public EngineCommand command(String name) {
        return new EngineCommand(root, name);
    }

    /** A command put to the suite's Redis, and what it answers: a line a value. */
    public String redis(String... words) {
        List<String> arguments =
                new ArrayList<>(List.of("-p", Integer.toString(Ports.REDIS + offset), "--no-auth-warning"));
        arguments.addAll(List.of("-a", secret("redis")));
        arguments.addAll(List.of(words));
        return command("redis-cli").run(arguments);
    }

    /** Where a Prometheus of a test's own may listen. */
    public FrontDoor spareTsdb() {
        return new FrontDoor(at(Ports.SPARE_TSDB));
    }

    /** The public address. */
    public FrontDoor frontDoor() {
        return new FrontDoor(at(Ports.ROUTER));
    }

    /** The gateway's own address, where an Ingress may send queries straight. */
    public FrontDoor gateway() {
        return new FrontDoor(at(Ports.GATEWAY));
    }

    /** The shops. */
    public FrontDoor mall() {
        return new FrontDoor(at(Ports.MALL));
    }

    /** Where the tenants' notifications come out. */
    public FrontDoor recorder() {
        return new FrontDoor(at(Ports.RECORDER));
    }

    /** The shared TSDB without any wall of ours, to show that a check would see what the wall hides. */
    public Engine sharedTsdb() {
        return new Engine(at(Ports.SHARED_TSDB), secret("prometheus-shared"));
    }

    /** A second gateway process beside the supervised one, with the same settings on a port of its own. */
    public Spare spareGateway() {
        URI address = at(Ports.SPARE_GATEWAY);
        Map<String, String> settings = folders("spare-gateway", "USAGE_SPOOL", "MOVE_QUEUE");
        return Spare.start(state, "query-gateway", address, address, settings).ready();
    }

    /** One more replica of alert-engine beside the supervised one; {@code number} is 0 or 1; it still starts. */
    public SpareEngine spareEngine(int number) {
        return SpareEngine.start(state, at(Ports.SPARE_ENGINE + number));
    }

    /** A second collector beside the supervised one, which shares tenants' limits with it; it still starts. */
    public Spare spareCollector() {
        Map<String, String> settings = folders("spare-collector", "USAGE_SPOOL", "MOVE_QUEUE", "SCRAPE_QUEUE");
        settings.put("PHAROS_WRITER_COLLECTORS", "2");
        URI address = at(Ports.SPARE_COLLECTOR);
        return Spare.start(state, "metrics-collector", address, address, settings);
    }

    /** A second router beside the supervised one, which knows both collectors; it still starts. */
    public Spare spareRouter() {
        String collectors = at(Ports.probes("metrics-collector")) + "," + at(Ports.SPARE_COLLECTOR);
        Map<String, String> settings = Map.of("PHAROS_ROUTER_PROXY_SERVICES_METRICS_COLLECTOR", collectors);
        return Spare.start(state, "tenant-router", at(Ports.SPARE_ROUTER), at(Ports.SPARE_ROUTER_PROBES), settings);
    }

    /** The settings that name folders which no two processes may share, each with one of that replica's own. */
    private Map<String, String> folders(String replica, String... kinds) {
        Map<String, String> settings = new HashMap<>();
        for (String kind : kinds) {
            settings.put(
                    "PHAROS_" + kind + "_DIR",
                    state.resolve("data").resolve(replica).resolve(kind).toString());
        }
        return settings;
    }

    /** A service's own address, which is not public. */
    public FrontDoor own(String service) {
        return new FrontDoor(at(Ports.probes(service)));
    }

    /** Where a sender of a test's own may listen; {@code number} is 0, 1 or 2. */
    public FrontDoor spareSender(int number) {
        return new FrontDoor(at(Ports.SENDERS + number));
    }

    /** The pid that a part has, or had last. */
    public long pid(String part) {
        return Long.parseLong(read(state.resolve("run").resolve(part + ".pid")).split(" ")[0]);
    }

    /** Ends a part as a crash would, with no chance to say goodbye; returns the pid it had. */
    public long kill(String part) {
        long pid = pid(part);
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        await().until(() -> !process.isAlive());
        return pid;
    }

    /** What a service says of its own HTTP interface. */
    public JsonNode openApi(String service) {
        return new FrontDoor(at(Ports.probes(service)))
                .get("/q/openapi", Map.of("format", "json"))
                .json();
    }

    /** A file of the checkout, such as a published table. */
    public String file(String path) {
        return read(root.resolve(path));
    }

    /** A service's own schema, for what no API can make: a past. */
    public Connection database(String schema) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + (Ports.POSTGRES + offset) + "/pharos";
        return DriverManager.getConnection(url, schema, secret("postgres-" + schema));
    }

    private URI at(int port) {
        return URI.create("http://127.0.0.1:" + (port + offset));
    }

    private String secret(String name) {
        return read(state.resolve("secrets").resolve(name));
    }

    private static String read(Path path) {
        try {
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
