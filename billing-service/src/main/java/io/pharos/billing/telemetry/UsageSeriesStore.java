package io.pharos.billing.telemetry;

import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Hours that are added up and not in their tenants' databases yet. */
@Singleton
class UsageSeriesStore {
    private static final String UNTOLD = """
            select tenant_id, date_trunc('hour', bucket, 'UTC') as hour, resource_type, service_id,
                sum(quantity) as quantity
            from usage_hour h
            where superseded_at = 'infinity' and bucket >= $1 and bucket < $2
                and not exists (select from usage_told t
                    where t.tenant_id = h.tenant_id and t.hour = date_trunc('hour', h.bucket, 'UTC'))
            group by 1, 2, 3, 4 order by 1, 2, 3, 4 limit 20000
            """;
    private static final String TOLD =
            "insert into usage_told (tenant_id, hour) values ($1, $2) on conflict do nothing";
    private static final String FORGET = "delete from usage_told where hour < $1";

    /** What was used of a resource in an hour. */
    record Point(TenantId tenant, Instant hour, String resourceType, String service, BigDecimal quantity) {}

    List<Point> untold(Session session, Instant from, Instant to) {
        return session.list(
                UNTOLD,
                row -> new Point(
                        new TenantId(row.getString("tenant_id")),
                        Columns.instant(row, "hour"),
                        row.getString("resource_type"),
                        row.getString("service_id"),
                        row.getBigDecimal("quantity")),
                from,
                to);
    }

    void told(Session session, TenantId tenant, Instant hour) {
        session.change(TOLD, tenant.value(), hour);
    }

    void forget(Session session, Instant before) {
        session.change(FORGET, before);
    }
}
