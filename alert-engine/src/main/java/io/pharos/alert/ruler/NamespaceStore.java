package io.pharos.alert.ruler;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rule files and their history in PostgreSQL. Every change has a revision of its own, in the order of commits. */
@Singleton
class NamespaceStore {
    private static final String NEXT_REVISION = "update rule_revision set revision = revision + 1 returning revision";
    private static final String REVISION = "select revision from rule_revision";
    private static final String SELECT = """
            select tenant_id, environment, namespace, version, content from rule_namespace
            """;
    private static final String ONE = SELECT + "where tenant_id = $1 and environment = $2 and namespace = $3";
    private static final String OF_OWNER =
            SELECT + "where tenant_id = $1 and environment = $2 and content is not null order by namespace";
    private static final String CHANGED_SINCE = SELECT + "where revision > $1";
    private static final String PUT = """
            insert into rule_namespace (tenant_id, environment, namespace, version, content, revision)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (tenant_id, environment, namespace)
            do update set version = excluded.version, content = excluded.content, revision = excluded.revision
            """;
    private static final String ADD_VERSION = """
            insert into rule_version
                (tenant_id, environment, namespace, version, content, action, changed_by, changed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;
    private static final String FORGET_OLD_VERSIONS = """
            delete from rule_version
            where tenant_id = $1 and environment = $2 and namespace = $3 and version <= $4
            """;
    private static final String VERSIONS = """
            select version, content, action, changed_by, changed_at from rule_version
            where tenant_id = $1 and environment = $2 and namespace = $3 and version < $4
            order by version desc limit $5
            """;

    /** Who changes what, and when. */
    record Change(String action, String by, Instant at) {}

    /** Locks all rules for this transaction, so that changes are seen in the order of their revisions. */
    long nextRevision(Session session) {
        return session.first(NEXT_REVISION, row -> row.getLong("revision")).orElseThrow();
    }

    long revision(Session session) {
        return session.first(REVISION, row -> row.getLong("revision")).orElseThrow();
    }

    Optional<Namespace> one(Session session, Owner owner, String name) {
        return session.first(
                ONE,
                NamespaceStore::namespace,
                owner.tenant().value(),
                owner.environment().value(),
                name);
    }

    /** The namespaces that are there, by name. */
    List<Namespace> ofOwner(Session session, Owner owner) {
        return session.list(
                OF_OWNER,
                NamespaceStore::namespace,
                owner.tenant().value(),
                owner.environment().value());
    }

    /** All namespaces that changed after a revision, deleted ones among them. */
    List<Namespace> changedSince(Session session, long revision) {
        return session.list(CHANGED_SINCE, NamespaceStore::namespace, revision);
    }

    void put(Session session, Namespace namespace, long revision, Change change, int kept) {
        String tenant = namespace.owner().tenant().value();
        String environment = namespace.owner().environment().value();
        String name = namespace.name();
        session.change(PUT, tenant, environment, name, namespace.version(), namespace.content(), revision);
        session.change(
                ADD_VERSION,
                tenant,
                environment,
                name,
                namespace.version(),
                namespace.content(),
                change.action(),
                change.by(),
                change.at());
        session.change(FORGET_OLD_VERSIONS, tenant, environment, name, namespace.version() - kept);
    }

    /** The versions below one, newest first. */
    List<VersionView> versions(Session session, Owner owner, String name, long below, int most) {
        return session.list(
                VERSIONS,
                NamespaceStore::version,
                owner.tenant().value(),
                owner.environment().value(),
                name,
                below,
                most);
    }

    private static VersionView version(Row row) {
        @Nullable String content = row.getString("content");
        return new VersionView(
                row.getLong("version"),
                row.getString("action"),
                row.getString("changed_by"),
                Columns.instant(row, "changed_at"),
                content == null,
                content);
    }

    private static Namespace namespace(Row row) {
        Owner owner =
                new Owner(new TenantId(row.getString("tenant_id")), new Environment(row.getString("environment")));
        return new Namespace(owner, row.getString("namespace"), row.getLong("version"), row.getString("content"));
    }
}
