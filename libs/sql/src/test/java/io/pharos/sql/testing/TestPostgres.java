package io.pharos.sql.testing;

import io.pharos.sql.Database;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;

/** A real PostgreSQL with one role that owns the schema of its name, as {@code ./pharos up} gives each service one. */
public final class TestPostgres implements AutoCloseable {
    private static final String DATABASE = "postgres";

    private final EmbeddedPostgres postgres;
    private final String role;

    private TestPostgres(EmbeddedPostgres postgres, String role) {
        this.postgres = postgres;
        this.role = role;
    }

    /** Starts it on a port of its own; the role's password is its name. */
    public static TestPostgres start(String role) {
        try {
            TestPostgres started = new TestPostgres(EmbeddedPostgres.builder().start(), role);
            started.asSuperuser("create role " + role + " login password '" + role + "'");
            started.asSuperuser("create schema " + role + " authorization " + role);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a service under test must know to reach it. */
    public Map<String, String> settings() {
        String address = "//127.0.0.1:" + postgres.getPort() + "/" + DATABASE;
        return Map.of(
                "quarkus.datasource.reactive.url",
                "postgresql:" + address,
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql:" + address,
                "quarkus.datasource.username",
                role,
                "quarkus.datasource.password",
                role);
    }

    /** The same database for tests without Quarkus, as the role. */
    public Database database() {
        return new Database(Pool.pool(
                Vertx.vertx(),
                new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(postgres.getPort())
                        .setDatabase(DATABASE)
                        .setUser(role)
                        .setPassword(role),
                new PoolOptions()));
    }

    /** Runs a migration from the class path in the role's schema. */
    public void migrate(String resource) {
        try (InputStream sql = TestPostgres.class.getResourceAsStream(resource)) {
            String text = new String(Objects.requireNonNull(sql, resource).readAllBytes(), StandardCharsets.UTF_8);
            asSuperuser("set role " + role + "; set search_path to " + role + "; " + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a statement that the role itself may not. */
    public void asSuperuser(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
