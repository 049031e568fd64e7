package io.pharos.gateway.queries;

import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Queries by hour in PostgreSQL, summed over all gateways. */
@Singleton
class QueryLogStore {
    private static final String ADD = """
            insert into query_log as q (tenant_id, environment, endpoint, hour, fingerprint, query, last_user, asked,
                millis, slowest_millis, samples, bytes, last_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            on conflict (tenant_id, hour, environment, endpoint, fingerprint) do update
            set last_user = excluded.last_user,
                asked = q.asked + excluded.asked,
                millis = q.millis + excluded.millis,
                slowest_millis = greatest(q.slowest_millis, excluded.slowest_millis),
                samples = q.samples + excluded.samples,
                bytes = q.bytes + excluded.bytes,
                last_at = greatest(q.last_at, excluded.last_at)
            """;
    private static final String TOP = """
            select environment, endpoint, min(query) as query,
                (array_agg(last_user order by last_at desc))[1] as last_user,
                sum(asked)::bigint as asked, sum(millis)::bigint as millis, max(slowest_millis) as slowest_millis,
                sum(samples)::bigint as samples, sum(bytes)::bigint as bytes, max(last_at) as last_at
            from query_log
            where tenant_id = $1 and hour >= date_trunc('hour', $2::timestamptz) and last_at >= $2
            group by environment, endpoint, fingerprint
            """;
    private static final String FORGET_OLD = "delete from query_log where hour < $1";
    private static final String FORGET_SMALL = """
            delete from query_log q using (
                select tenant_id, environment, endpoint, hour, fingerprint,
                    row_number() over (partition by tenant_id, hour order by millis desc, fingerprint) as place
                from query_log where hour >= $1 and hour < $2) r
            where r.place > $3 and (q.tenant_id, q.environment, q.endpoint, q.hour, q.fingerprint)
                = (r.tenant_id, r.environment, r.endpoint, r.hour, r.fingerprint)
            """;

    void add(Session session, Map<SeenQuery.Key, QuerySum> sums) {
        sums.forEach((key, sum) -> session.change(
                ADD,
                key.tenant().value(),
                key.environment().value(),
                key.endpoint(),
                key.hour(),
                key.fingerprint(),
                sum.text(),
                sum.user(),
                sum.asked(),
                sum.millis(),
                sum.slowestMillis(),
                sum.samples(),
                sum.bytes(),
                sum.last()));
    }

    List<TopQuery> top(Session session, TenantId tenant, Instant since, TopQuery.By by, int most) {
        String ordered = TOP + "order by " + by.column() + " desc, query limit $3";
        return session.list(ordered, QueryLogStore::topQuery, tenant.value(), since, most);
    }

    /** Forgets the hours before {@code oldest}, and of the ended ones all but the longest queries. */
    int forget(Session session, Instant oldest, Instant thisHour, int keptPerHour) {
        return session.change(FORGET_OLD, oldest) + session.change(FORGET_SMALL, oldest, thisHour, (long) keptPerHour);
    }

    private static TopQuery topQuery(Row row) {
        return new TopQuery(
                row.getString("query"),
                row.getString("endpoint"),
                row.getString("environment"),
                row.getString("last_user"),
                row.getLong("asked"),
                row.getLong("millis"),
                row.getLong("slowest_millis"),
                row.getLong("samples"),
                row.getLong("bytes"),
                Columns.instant(row, "last_at"));
    }
}
