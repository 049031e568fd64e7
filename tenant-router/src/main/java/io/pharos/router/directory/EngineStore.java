package io.pharos.router.directory;

import io.pharos.model.Dialect;
import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.pharos.tenancy.directory.Credentials;
import io.pharos.tenancy.directory.Engine;
import io.pharos.tenancy.directory.EngineKind;
import io.pharos.tenancy.directory.Tls;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Engines in PostgreSQL. */
@Singleton
class EngineStore {
    private static final String COLUMNS =
            "id, kind, dialect, write_url, query_url, credentials, headers, tls, owner, version";
    private static final String ALL = "select " + COLUMNS + " from engine order by id";
    private static final String BY_ID = "select " + COLUMNS + " from engine where id = $1";
    private static final String VERSION_FOR_UPDATE = "select version from engine where id = $1 for update";
    private static final String PUT = """
            insert into engine (id, kind, dialect, write_url, query_url, credentials, headers, tls, owner)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (id) do update set
                kind = excluded.kind, dialect = excluded.dialect, write_url = excluded.write_url,
                query_url = excluded.query_url, credentials = excluded.credentials, headers = excluded.headers,
                tls = excluded.tls, owner = excluded.owner, version = engine.version + 1, updated_at = now()
            """;
    private static final String IN_USE = """
            select exists (select from tenant_environment where engine_id = $1)
                or exists (select from tenant t, jsonb_each(t.residency -> 'moves') m where m.value ->> 'to' = $1)
            """;
    private static final String IN_USE_BY_OTHERS = """
            select exists (select from tenant_environment where engine_id = $1 and tenant_id <> $2)
            """;
    private static final String REMOVE = "delete from engine where id = $1";

    private final Columns columns;

    EngineStore(Columns columns) {
        this.columns = columns;
    }

    List<EngineView> all(Session session) {
        return session.list(ALL, this::view);
    }

    Optional<EngineView> byId(Session session, String id) {
        return session.first(BY_ID, this::view, id);
    }

    /** The stored version, locked until the end of the transaction. */
    OptionalLong versionForUpdate(Session session, String id) {
        return session.first(VERSION_FOR_UPDATE, row -> row.getLong("version"), id)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    void put(Session session, Engine engine) {
        session.change(
                PUT,
                engine.id(),
                engine.kind().value(),
                engine.dialect().toString(),
                engine.writeUrl(),
                engine.queryUrl(),
                columns.write(engine.credentials()),
                columns.write(engine.headers()),
                columns.write(engine.tls()),
                engine.owner() == null ? null : engine.owner().value());
    }

    boolean inUse(Session session, String id) {
        return session.first(IN_USE, row -> row.getBoolean(0), id).orElse(false);
    }

    boolean inUseByOthers(Session session, String id, TenantId than) {
        return session.first(IN_USE_BY_OTHERS, row -> row.getBoolean(0), id, than.value())
                .orElse(false);
    }

    boolean remove(Session session, String id) {
        return session.change(REMOVE, id) == 1;
    }

    private EngineView view(Row row) {
        String owner = row.getString("owner");
        Engine engine = new Engine(
                row.getString("id"),
                EngineKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Dialect.parse(row.getString("dialect")).orElseThrow(),
                row.getString("write_url"),
                row.getString("query_url"),
                columns.read(row, "credentials", Credentials.class),
                columns.readMap(row, "headers", String.class),
                columns.read(row, "tls", Tls.class),
                owner == null ? null : new TenantId(owner));
        return new EngineView(engine, row.getLong("version"));
    }
}
