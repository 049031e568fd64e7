package io.pharos.collector.metadata;

import io.pharos.collector.leaving.TenantRecords;
import io.pharos.model.TenantId;
import io.pharos.sql.Session;
import io.pharos.wire.metadata.MetricMetadata;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Metrics' type, help and unit in PostgreSQL; the last sender's word holds. */
@Singleton
class MetadataStore implements TenantRecords {
    private static final String PUT = """
            insert into metric_metadata (tenant_id, metric, type, help, unit, seen_at)
            select $1, told.metric, told.type, told.help, told.unit, $6
            from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as told (metric, type, help, unit)
            order by told.metric
            on conflict (tenant_id, metric) do update set
                type = excluded.type, help = excluded.help, unit = excluded.unit, seen_at = excluded.seen_at
            """;
    private static final String KEEP_LATEST = """
            delete from metric_metadata where tenant_id = $1 and metric in (
                select metric from metric_metadata where tenant_id = $1 order by seen_at desc, metric offset $2)
            """;
    private static final String FORGET = "delete from metric_metadata where seen_at < $1";
    private static final String DELETE_ALL = "delete from metric_metadata where tenant_id = any($1)";
    private static final String OF_TENANT = """
            select metric, type, help, unit from metric_metadata
            where tenant_id = $1 and ($2::text is null or metric = $2) order by metric limit $3
            """;

    /** A metric as it is served. */
    record Stored(String metric, String type, String help, String unit) {}

    void put(Session session, TenantId tenant, List<MetricMetadata> told, Instant seenAt) {
        session.change(
                PUT,
                tenant.value(),
                column(told, MetricMetadata::family),
                column(told, one -> one.type().text()),
                column(told, MetricMetadata::help),
                column(told, MetricMetadata::unit),
                seenAt);
    }

    /** Deletes all but so many of a tenant, those first that were not told of for longest. */
    int keepLatest(Session session, TenantId tenant, int maxMetrics) {
        return session.change(KEEP_LATEST, tenant.value(), (long) maxMetrics);
    }

    @Override
    public int deleteAll(Session session, String[] tenants) {
        return session.change(DELETE_ALL, (Object) tenants);
    }

    int forgetBefore(Session session, Instant moment) {
        return session.change(FORGET, moment);
    }

    List<Stored> ofTenant(Session session, TenantId tenant, @Nullable String metric, int limit) {
        return session.list(OF_TENANT, MetadataStore::stored, tenant.value(), metric, (long) limit);
    }

    private static Stored stored(Row row) {
        return new Stored(row.getString("metric"), row.getString("type"), row.getString("help"), row.getString("unit"));
    }

    private static String[] column(List<MetricMetadata> told, Function<MetricMetadata, String> part) {
        return told.stream().map(part).toArray(String[]::new);
    }
}
