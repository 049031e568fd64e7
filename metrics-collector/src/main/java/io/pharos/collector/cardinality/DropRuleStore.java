package io.pharos.collector.cardinality;

import io.pharos.collector.leaving.TenantRecords;
import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Drop rules in PostgreSQL. */
@Singleton
class DropRuleStore implements TenantRecords {
    private static final String ALL =
            "select tenant_id, id, selector, comment, created_by, created_at from drop_rule order by tenant_id, id";
    private static final String OF_TENANT = """
            select tenant_id, id, selector, comment, created_by, created_at from drop_rule
            where tenant_id = $1 order by created_at, id
            """;
    private static final String ADD = """
            insert into drop_rule (tenant_id, id, selector, comment, created_by, created_at)
            select $1, $2, $3, $4, $5, $6
            where (select count(*) from drop_rule where tenant_id = $1) < $7
            """;
    private static final String REMOVE_ALL = "delete from drop_rule where tenant_id = any($1)";
    private static final String REMOVE = "delete from drop_rule where tenant_id = $1 and id = $2";

    /** A rule as it is kept. */
    record Kept(TenantId tenant, UUID id, String selector, String comment, String createdBy, Instant createdAt) {}

    List<Kept> all(Session session) {
        return session.list(ALL, DropRuleStore::kept);
    }

    List<Kept> ofTenant(Session session, TenantId tenant) {
        return session.list(OF_TENANT, DropRuleStore::kept, tenant.value());
    }

    /** Whether there was room for it among so many. */
    boolean add(Session session, Kept rule, int most) {
        return session.change(
                        ADD,
                        rule.tenant().value(),
                        rule.id(),
                        rule.selector(),
                        rule.comment(),
                        rule.createdBy(),
                        rule.createdAt(),
                        (long) most)
                > 0;
    }

    boolean remove(Session session, TenantId tenant, UUID id) {
        return session.change(REMOVE, tenant.value(), id) > 0;
    }

    @Override
    public int deleteAll(Session session, String[] tenants) {
        return session.change(REMOVE_ALL, (Object) tenants);
    }

    private static Kept kept(Row row) {
        return new Kept(
                new TenantId(row.getString("tenant_id")),
                row.getUUID("id"),
                row.getString("selector"),
                row.getString("comment"),
                row.getString("created_by"),
                Columns.instant(row, "created_at"));
    }
}
