package io.pharos.gateway.queries;

import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Block rules in PostgreSQL. */
@Singleton
class BlockRuleStore {
    private static final String COLUMNS = "tenant_id, name, pattern, reason, user_id, created_by, created_at";
    private static final String ALL = "select " + COLUMNS + " from block_rule order by tenant_id, name";
    private static final String OF_TENANT = "select " + COLUMNS + " from block_rule where tenant_id = $1 order by name";
    private static final String PUT = """
            insert into block_rule (tenant_id, name, pattern, reason, user_id, created_by, created_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (tenant_id, name) do update
            set pattern = excluded.pattern, reason = excluded.reason, user_id = excluded.user_id,
                created_by = excluded.created_by, created_at = excluded.created_at
            """;
    private static final String REMOVE = "delete from block_rule where tenant_id = $1 and name = $2";

    private record Owned(TenantId tenant, BlockRule rule) {}

    /** Every tenant's rules, by name. */
    Map<TenantId, List<BlockRule>> all(Session session) {
        Map<TenantId, List<BlockRule>> rules = new HashMap<>();
        session.list(ALL, BlockRuleStore::owned)
                .forEach(owned -> rules.computeIfAbsent(owned.tenant(), t -> new ArrayList<>())
                        .add(owned.rule()));
        return rules;
    }

    List<BlockRule> ofTenant(Session session, TenantId tenant) {
        return session.list(OF_TENANT, row -> owned(row).rule(), tenant.value());
    }

    void put(Session session, TenantId tenant, BlockRule rule) {
        session.change(
                PUT,
                tenant.value(),
                rule.name(),
                rule.pattern(),
                rule.reason(),
                rule.user(),
                rule.createdBy(),
                rule.createdAt());
    }

    boolean remove(Session session, TenantId tenant, String name) {
        return session.change(REMOVE, tenant.value(), name) == 1;
    }

    private static Owned owned(Row row) {
        return new Owned(
                new TenantId(row.getString("tenant_id")),
                new BlockRule(
                        row.getString("name"),
                        row.getString("pattern"),
                        row.getString("reason"),
                        row.getString("user_id"),
                        row.getString("created_by"),
                        Columns.instant(row, "created_at")));
    }
}
