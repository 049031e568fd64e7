package io.pharos.alert.routing;

import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tenants' routings in PostgreSQL, every version with who wrote it. */
@Singleton
class RoutingStore {
    private static final String CURRENT = """
            select distinct on (tenant_id) tenant_id, version, content, changed_by, changed_at
            from routing_version order by tenant_id, version desc
            """;
    private static final String BY_TENANT = """
            select tenant_id, version, content, changed_by, changed_at
            from routing_version where tenant_id = $1 order by version desc limit $2
            """;
    private static final String REVISION = "select coalesce(max(id), 0) as revision from routing_version";
    private static final String ADD = """
            insert into routing_version (tenant_id, version, content, changed_by)
            select $1, coalesce(max(version), 0) + 1, $2, $3 from routing_version where tenant_id = $1
            """;
    private static final String FORGET = "delete from routing_version where tenant_id = $1 and version <= $2";
    // One change at a time over all replicas: each also writes Alertmanager's file.
    private static final String CHANGING = "alert.routing";

    /** A version of a tenant's routing; without content, it was deleted. */
    record Version(TenantId tenant, long version, @Nullable String content, String changedBy, Instant changedAt) {}

    private final Database database;

    RoutingStore(Database database) {
        this.database = database;
    }

    long revision() {
        return database.query(session -> session.first(REVISION, row -> row.getLong("revision")))
                .orElse(0L);
    }

    List<Version> current() {
        return database.query(RoutingStore::current);
    }

    static List<Version> current(Session session) {
        return session.list(CURRENT, RoutingStore::version).stream()
                .filter(version -> version.content() != null)
                .toList();
    }

    /** The newest versions, the newest first. */
    List<Version> versions(TenantId tenant, int most) {
        return database.query(session -> session.list(BY_TENANT, RoutingStore::version, tenant.value(), most));
    }

    /** Does a change alone; what the work throws undoes it. */
    <T> T alone(Function<Session, T> work) {
        return database.transact(session -> {
            session.lock(CHANGING);
            return work.apply(session);
        });
    }

    /** Adds a version, and forgets those that are {@code keep} versions back. */
    static Version add(Session session, TenantId tenant, @Nullable String content, String by, int keep) {
        session.change(ADD, tenant.value(), content, by);
        Optional<Version> added = session.first(BY_TENANT, RoutingStore::version, tenant.value(), 1);
        session.change(FORGET, tenant.value(), added.orElseThrow().version() - keep);
        return added.orElseThrow();
    }

    private static Version version(Row row) {
        return new Version(
                new TenantId(row.getString("tenant_id")),
                row.getLong("version"),
                row.getString("content"),
                row.getString("changed_by"),
                Columns.instant(row, "changed_at"));
    }
}
