package io.pharos.alert.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Database;
import io.pharos.sql.Seal;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tenants' routings in PostgreSQL, encrypted, every version with who wrote it. */
@Singleton
class RoutingStore {
    private static final String CURRENT = """
        select distinct on (tenant_id) tenant_id, version, content, sealed, changed_by, changed_at
        from routing_version order by tenant_id, version desc
        """;
    private static final String BY_TENANT = """
        select tenant_id, version, content, sealed, changed_by, changed_at
        from routing_version where tenant_id = $1 order by version desc limit $2
        """;
    private static final String REVISION = "select coalesce(max(id), 0) as revision from routing_version";
    private static final String ADD = """
        insert into routing_version (tenant_id, version, sealed, changed_by)
        select $1, coalesce(max(version), 0) + 1, $2, $3 from routing_version where tenant_id = $1
        """;
    private static final String PLAIN = """
        select tenant_id, version, content, sealed, changed_by, changed_at
        from routing_version where content is not null
        """;
    private static final String SEAL = """
        update routing_version set sealed = $3, content = null where tenant_id = $1 and version = $2
        """;
    private static final String FORGET = "delete from routing_version where tenant_id = $1 and version <= $2";
    // One change at a time over all replicas: each also writes Alertmanager's file.
    private static final String CHANGING = "alert.routing";

    /** A version of a tenant's routing; without content, it was deleted. */
    record Version(TenantId tenant, long version, @Nullable String content, String changedBy, Instant changedAt) {}

    private final Database database;
    private final Seal seal;

    RoutingStore(Database database, Seal seal) {
        this.database = database;
        this.seal = seal;
    }

    /** Seals what an earlier release stored as it was. */
    void sealAll() {
        database.transact(session -> {
            session.list(PLAIN, this::version)
                    .forEach(old -> session.change(
                            SEAL, old.tenant().value(), old.version(), closed(old.tenant(), old.content())));
            return true;
        });
    }

    long revision() {
        return database.query(session -> session.first(REVISION, row -> row.getLong("revision")))
                .orElse(0L);
    }

    List<Version> current() {
        return database.query(this::current);
    }

    List<Version> current(Session session) {
        return session.list(CURRENT, this::version).stream()
                .filter(version -> version.content() != null)
                .toList();
    }

    /** The newest versions, the newest first. */
    List<Version> versions(TenantId tenant, int most) {
        return database.query(session -> session.list(BY_TENANT, this::version, tenant.value(), most));
    }

    /** Does a change alone; what the work throws undoes it. */
    <T> T alone(Function<Session, T> work) {
        return database.transact(session -> {
            session.lock(CHANGING);
            return work.apply(session);
        });
    }

    /** Adds a version, and forgets those that are {@code keep} versions back. */
    Version add(Session session, TenantId tenant, @Nullable String content, String by, int keep) {
        session.change(ADD, tenant.value(), closed(tenant, content), by);
        Optional<Version> added = session.first(BY_TENANT, this::version, tenant.value(), 1);
        session.change(FORGET, tenant.value(), added.orElseThrow().version() - keep);
        return added.orElseThrow();
    }

    private Version version(Row row) {
        TenantId tenant = new TenantId(row.getString("tenant_id"));
        return new Version(
                tenant,
                row.getLong("version"),
                content(tenant, row),
                row.getString("changed_by"),
                Columns.instant(row, "changed_at"));
    }

    private @Nullable String content(TenantId tenant, Row row) {
        return Columns.optionalBytes(row, "sealed")
                .map(kept -> new String(seal.open(name(tenant), kept), UTF_8))
                .orElseGet(() -> row.getString("content"));
    }

    private byte @Nullable [] closed(TenantId tenant, @Nullable String content) {
        return content == null ? null : seal.close(name(tenant), content.getBytes(UTF_8));
    }

    private static String name(TenantId tenant) {
        return "routing:" + tenant;
    }
}
