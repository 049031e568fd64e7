package io.pharos.tenancy.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.Refusals;
import io.pharos.tenancy.testing.Tenants;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PgAuditLogTest implements AuditLogContract {
    private static final String ALL =
            "select at, actor, action, target, tenant_id, outcome, details ->> 'role' from audit_log order by id";

    private final Vertx vertx = Vertx.vertx();

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedPostgres postgres;

    @SuppressWarnings("NullAway.Init")
    private Pool pool;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void migrate() throws IOException, SQLException {
        execute("drop table if exists audit_log");
        execute(migration());
        execute(migration());
        pool = PgBuilder.pool()
                .connectingTo(new PgConnectOptions()
                        .setPort(postgres.getPort())
                        .setHost("localhost")
                        .setDatabase("postgres")
                        .setUser("postgres")
                        .setPassword("postgres"))
                .using(vertx)
                .build();
    }

    @Override
    public AuditLog log() {
        return new PgAuditLog(pool);
    }

    @Override
    public List<AuditEntry> entries() {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            List<AuditEntry> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(entry(rows));
            }
            return entries;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void nothingIsChangedOrRemovedOnceItIsWritten() {
        log().append(new AuditEntry(Instant.EPOCH, "ann", "a.b", "c", Tenants.ACME, AuditEntry.Outcome.DONE, Map.of()));
        for (String sql :
                List.of("update audit_log set actor = 'bob'", "delete from audit_log", "truncate audit_log")) {
            assertThatThrownBy(() -> execute(sql)).isInstanceOf(SQLException.class);
        }
        assertThat(entries()).hasSize(1);
    }

    @Test
    void whatCannotBeKeptIsRefused() throws SQLException {
        execute("drop table audit_log");
        assertThat(Refusals.of(this::keepsEntriesInTheOrderOfWriting)).isEqualTo("503 audit.not-kept");
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        String tenant = row.getString(5);
        String role = row.getString(7);
        return new AuditEntry(
                row.getTimestamp(1).toInstant(),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                TenantId.parse(tenant).orElse(null),
                AuditEntry.Outcome.valueOf(row.getString(6).toUpperCase(Locale.ROOT)),
                role == null ? Map.of() : Map.of("role", role));
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String migration() throws IOException {
        try (InputStream sql = PgAuditLog.class.getResourceAsStream("/db/audit/R__audit_log.sql")) {
            return new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
