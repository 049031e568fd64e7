package io.pharos.mall.engine;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL and a real Redis for the tests, on ports of their own. */
public class MallEngines implements QuarkusTestResourceLifecycleManager {
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable Process redis;

    @Override
    public Map<String, String> start() {
        try {
            EmbeddedPostgres started = EmbeddedPostgres.builder().start();
            postgres = started;
            prepare(started);
            int redisPort = freePort();
            redis = startRedis(redisPort);
            String database = "//127.0.0.1:" + started.getPort() + "/postgres";
            return Map.of(
                    "quarkus.datasource.reactive.url", "postgresql:" + database,
                    "quarkus.datasource.jdbc.url", "jdbc:postgresql:" + database,
                    "quarkus.datasource.password", "mall",
                    "quarkus.redis.hosts", "redis://127.0.0.1:" + redisPort);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        try {
            if (redis != null) {
                redis.destroy();
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
            statement.execute("create role mall login password 'mall'");
            statement.execute("create schema mall authorization mall");
        }
    }

    private static Process startRedis(int port) throws IOException {
        Path binary = engines().resolve("bin/redis-server");
        if (!Files.isExecutable(binary)) {
            throw new IllegalStateException(binary + " is missing: run ./pharos engines first");
        }
        Process process = new ProcessBuilder(
                        binary.toString(), "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        awaitPort(port);
        return process;
    }

    private static Path engines() {
        String given = System.getProperty("PHAROS_ENGINES", System.getenv("PHAROS_ENGINES"));
        return given != null ? Path.of(given) : Path.of(System.getProperty("pharos.root", "."), ".pharos", "engines");
    }

    private static void awaitPort(int port) throws IOException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        while (Instant.now().isBefore(deadline)) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
                return;
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        throw new IOException("Redis did not open port " + port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
