package io.pharos.billing.rollup;

import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Hours in PostgreSQL. */
@Singleton
class RollupStore {
    private static final String LOCK =
            "select pg_try_advisory_xact_lock(hashtextextended('billing.rollup', 0)) as locked";
    private static final String NEXT = "select max(hour) as hour from usage_dirty where hour <= $1";
    /** A mark that is set meanwhile stays; events of those that are taken are seen by every statement after this. */
    private static final String TAKE = """
            with taken as (delete from usage_dirty where hour = $1 returning tenant_id)
            select distinct tenant_id from taken
            """;

    private static final String AS_OF = """
            update rollup_state set as_of = greatest(now(), as_of + interval '1 microsecond') returning as_of
            """;
    private static final String FRESH = """
            select e.tenant_id, date_bin(make_interval(mins => coalesce(w.minutes, 60)), e.event_time, 'epoch') as bucket,
                e.resource_type, e.service_id, e.user_id, count(*) as events, sum(e.quantity) as quantity,
                sum(e.duration_ms) as duration_ms, max(e.quantity) as highest, min(e.quantity) as lowest
            from usage_event e left join bucket_width w on w.tenant_id = e.tenant_id
            where e.event_time >= $1 and e.event_time < $2 and ($3::text[] is null or e.tenant_id = any($3))
            group by 1, 2, 3, 4, 5
            """;
    private static final String KEPT = """
            select * from usage_hour
            where bucket >= $1 and bucket < $2 and ($3::text[] is null or tenant_id = any($3))
                and superseded_at = 'infinity'
            """;
    private static final String DIFFERS = """
            (f.events, f.quantity, f.duration_ms, f.highest, f.lowest)
                is distinct from (k.events, k.quantity, k.duration_ms, k.highest, k.lowest)
            """;
    /** The insert reads what the update did, so that the old version is no longer current when the new one comes. */
    private static final String RECOMPUTE = """
            with fresh as materialized (%s), kept as materialized (%s), ended as (
                update usage_hour h set superseded_at = $4
                from kept k left join fresh f using (tenant_id, bucket, resource_type, service_id, user_id)
                where h.tenant_id = k.tenant_id and h.bucket = k.bucket and h.resource_type = k.resource_type
                    and h.service_id = k.service_id and h.user_id = k.user_id and h.recorded_at = k.recorded_at and %s
                returning 1
            )
            insert into usage_hour (tenant_id, bucket, resource_type, service_id, user_id, recorded_at, events, quantity,
                duration_ms, highest, lowest)
            select f.tenant_id, f.bucket, f.resource_type, f.service_id, f.user_id, $4, f.events, f.quantity,
                f.duration_ms, f.highest, f.lowest
            from fresh f left join kept k using (tenant_id, bucket, resource_type, service_id, user_id)
            where %s and (select count(*) from ended) >= 0
            """.formatted(FRESH, KEPT, DIFFERS, DIFFERS);

    private static final String DIFFERENCES = """
            with fresh as materialized (%s), kept as materialized (%s)
            , differing as (
                select distinct tenant_id, date_trunc('hour', bucket, 'UTC') as hour
                from fresh f full join kept k using (tenant_id, bucket, resource_type, service_id, user_id)
                where %s
            )
            select i.hour, i.tenant_id from differing i
            where not exists (select from usage_dirty d where d.tenant_id = i.tenant_id and d.hour = i.hour)
            order by 1, 2
            """.formatted(FRESH, KEPT, DIFFERS);
    private static final String MARK = "insert into usage_dirty (tenant_id, hour) values ($1, $2)";
    private static final String CHECKED =
            "update rollup_state set checked_at = now(), checked_days = $1, differences = $2";
    private static final String WAITING = """
            select count(distinct (tenant_id, hour)) as hours, min(hour) as oldest from usage_dirty where hour <= $1
            """;
    private static final String SET_WIDTH = """
            insert into bucket_width (tenant_id, minutes) values ($1, $2)
            on conflict (tenant_id) do update set minutes = excluded.minutes
            where bucket_width.minutes <> excluded.minutes
            """;
    private static final String MARK_ALL = """
            insert into usage_dirty (tenant_id, hour)
            select distinct $1, date_trunc('hour', event_time, 'UTC') from usage_event where tenant_id = $1
            """;

    /** An hour that events came in for, and of which tenants. */
    record DirtyHour(Instant hour, List<String> tenants) {}

    /** An hour of a tenant that is not what its events say. */
    record Difference(Instant hour, String tenant) {}

    /** How much is still to be added up. */
    record Backlog(long hours, Optional<Instant> oldest) {}

    /** Whether this runner is the one, until the end of the transaction. */
    boolean lock(Session session) {
        return session.first(LOCK, row -> row.getBoolean("locked")).orElse(false);
    }

    /** The latest hour that is over by then and has marks; takes the marks away. */
    Optional<DirtyHour> next(Session session, Instant latest) {
        return session.first(NEXT, row -> Columns.optionalInstant(row, "hour"), latest)
                .flatMap(hour -> hour)
                .map(hour -> new DirtyHour(hour, session.list(TAKE, row -> row.getString("tenant_id"), hour)));
    }

    Instant nextAsOf(Session session) {
        return session.first(AS_OF, row -> Columns.instant(row, "as_of")).orElseThrow();
    }

    /** Recomputes an hour of these tenants from their events; answers with how many groups are new or other. */
    int recompute(Session session, DirtyHour dirty, Instant asOf) {
        Instant end = dirty.hour().plusSeconds(3600);
        return session.change(RECOMPUTE, dirty.hour(), end, dirty.tenants().toArray(String[]::new), asOf);
    }

    List<Difference> differences(Session session, Instant from, Instant to) {
        return session.list(
                DIFFERENCES,
                row -> new Difference(Columns.instant(row, "hour"), row.getString("tenant_id")),
                from,
                to,
                null);
    }

    void mark(Session session, Difference difference) {
        session.change(MARK, difference.tenant(), difference.hour());
    }

    void checked(Session session, int days, long differences) {
        session.change(CHECKED, days, differences);
    }

    Backlog backlog(Session session, Instant latest) {
        return session.first(
                        WAITING,
                        row -> new Backlog(row.getLong("hours"), Columns.optionalInstant(row, "oldest")),
                        latest)
                .orElseThrow();
    }

    /** Sets how long a tenant's buckets are; where that changes, all its hours are to be added up anew. */
    void setWidth(Session session, String tenant, int minutes) {
        if (session.change(SET_WIDTH, tenant, minutes) == 1) {
            session.change(MARK_ALL, tenant);
        }
    }
}
