package io.pharos.billing.ingest;

import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is set aside, each event once. */
@Singleton
class QuarantineStore {
    private static final String ADD = """
            insert into usage_quarantine (tenant_id, key, reason, event, arrived_at) values ($1, $2, $3, $4, $5)
            on conflict (tenant_id, key) do nothing
            """;
    private static final String PAGE = """
            select key, reason, event, arrived_at from usage_quarantine
            where tenant_id = $1 and replayed_at is null and ($2 = '' or reason = $2)
                and (arrived_at, key) > ($3, $4)
            order by arrived_at, key limit $5
            """;
    private static final String FOR_REPLAY = """
            select key, reason, event, arrived_at from usage_quarantine
            where tenant_id = $1 and replayed_at is null and key = any($2)
            order by key for update skip locked
            """;
    private static final String REPLAYED = """
            update usage_quarantine set replayed_at = $3 where tenant_id = $1 and key = any($2)
            """;
    private static final String WAITING = """
            select reason, count(*) as waiting from usage_quarantine where replayed_at is null group by reason
            """;

    private final Columns columns;

    QuarantineStore(Columns columns) {
        this.columns = columns;
    }

    /** Something that was set aside. */
    record Held(UUID key, String reason, Map<String, Object> event, Instant arrivedAt) {}

    boolean add(
            Session session, String tenant, UUID key, Verdict.Reason reason, Map<String, Object> event, Instant now) {
        return session.change(ADD, tenant, key, reason.value(), columns.object(event), now) == 1;
    }

    List<Held> page(Session session, TenantId tenant, String reason, Instant after, UUID afterKey, int most) {
        return session.list(PAGE, QuarantineStore::held, tenant.value(), reason, after, afterKey, most);
    }

    List<Held> forReplay(Session session, TenantId tenant, List<UUID> keys) {
        return session.list(FOR_REPLAY, QuarantineStore::held, tenant.value(), keys.toArray(UUID[]::new));
    }

    void replayed(Session session, TenantId tenant, List<UUID> keys, Instant now) {
        session.change(REPLAYED, tenant.value(), keys.toArray(UUID[]::new), now);
    }

    /** How many wait, by reason, over all tenants. */
    List<Map.Entry<String, Long>> waiting(Session session) {
        return session.list(WAITING, row -> Map.entry(row.getString("reason"), row.getLong("waiting")));
    }

    private static Held held(Row row) {
        JsonObject event = row.getJsonObject("event");
        return new Held(
                row.getUUID("key"), row.getString("reason"), event.getMap(), Columns.instant(row, "arrived_at"));
    }
}
