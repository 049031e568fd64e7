package io.pharos.billing.telemetry;

import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Usage that is added up and not in the tenants' databases yet: new hours, and what changed of those that were told. */
@Singleton
class UsageSeriesStore {
    private static final String UNTOLD = """
            select tenant_id, date_trunc('hour', bucket, 'UTC') as hour, resource_type, service_id,
                sum(quantity) as quantity, (select as_of from rollup_state) as as_of
            from usage_hour h
            where superseded_at = 'infinity' and bucket >= $1 and bucket < $2
                and not exists (select from usage_told t
                    where t.tenant_id = h.tenant_id and t.hour = date_trunc('hour', h.bucket, 'UTC'))
            group by 1, 2, 3, 4 order by 1, 2, 3, 4 limit $3
            """;
    private static final String TOLD = """
            insert into usage_told (tenant_id, hour, as_of) values ($1, $2, $3) on conflict do nothing
            """;
    /** Hours that are too old to be told at their own time: they are late as a whole. */
    private static final String ADOPT = """
            insert into usage_told (tenant_id, hour)
            select distinct tenant_id, date_trunc('hour', bucket, 'UTC') from usage_hour
            where recorded_at > $1 and bucket < $2
            on conflict do nothing
            """;

    private static final String CHANGED = """
            select distinct t.tenant_id from usage_hour h join usage_told t
                on t.tenant_id = h.tenant_id and t.hour = date_trunc('hour', h.bucket, 'UTC')
            where h.recorded_at > $1 and h.recorded_at > t.as_of
            """;
    private static final String LOCK =
            "select pg_try_advisory_xact_lock(hashtextextended('billing.usage-late.' || $1, 0)) as locked";
    private static final String LATE = """
            with changed as (
                select distinct t.hour, t.as_of from usage_hour h join usage_told t
                    on t.tenant_id = h.tenant_id and t.hour = date_trunc('hour', h.bucket, 'UTC')
                where h.tenant_id = $1 and h.recorded_at > $2 and h.recorded_at > t.as_of
            )
            select $1 as tenant_id, max(t.hour) as hour, h.resource_type, h.service_id,
                sum(case when h.superseded_at = 'infinity' then h.quantity else 0 end)
                    - sum(case when h.recorded_at <= t.as_of and h.superseded_at > t.as_of then h.quantity else 0 end)
                    as quantity,
                (select as_of from rollup_state) as as_of
            from changed t join usage_hour h
                on h.tenant_id = $1 and h.bucket >= t.hour and h.bucket < t.hour + interval '1 hour'
            group by 3, 4 order by 3, 4
            """;
    private static final String CORRECTED = "update usage_told set as_of = $2 where tenant_id = $1 and as_of < $2";
    private static final String FORGET = "delete from usage_told where hour < $1";

    /** What was used of a resource in an hour, or what changed of it, as it was known at a time. */
    record Point(
            TenantId tenant, Instant hour, String resourceType, String service, BigDecimal quantity, Instant asOf) {}

    List<Point> untold(Session session, Instant from, Instant to, int most) {
        return session.list(UNTOLD, UsageSeriesStore::point, from, to, most);
    }

    void told(Session session, TenantId tenant, Instant hour, Instant asOf) {
        session.change(TOLD, tenant.value(), hour, asOf);
    }

    /** Tenants of which hours that were told have changed since a time; hours before another are told from now on. */
    List<TenantId> changed(Session session, Instant since, Instant before) {
        session.change(ADOPT, since, before);
        return session.list(CHANGED, row -> new TenantId(row.getString("tenant_id")), since);
    }

    /** Whether nobody else is at that tenant, until the end of the transaction. */
    boolean lock(Session session, TenantId tenant) {
        return session.first(LOCK, row -> row.getBoolean("locked"), tenant.value())
                .orElse(false);
    }

    /** By how much a tenant's told hours have changed; a resource and service is one point. */
    List<Point> late(Session session, TenantId tenant, Instant since) {
        return session.list(LATE, UsageSeriesStore::point, tenant.value(), since);
    }

    void corrected(Session session, TenantId tenant, Instant asOf) {
        session.change(CORRECTED, tenant.value(), asOf);
    }

    void forget(Session session, Instant before) {
        session.change(FORGET, before);
    }

    private static Point point(Row row) {
        return new Point(
                new TenantId(row.getString("tenant_id")),
                Columns.instant(row, "hour"),
                row.getString("resource_type"),
                row.getString("service_id"),
                row.getBigDecimal("quantity"),
                Columns.instant(row, "as_of"));
    }
}
