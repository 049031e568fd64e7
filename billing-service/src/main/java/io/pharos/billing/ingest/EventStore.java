package io.pharos.billing.ingest;

import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Usage events in PostgreSQL; one statement takes a batch, and says which of it was there before. */
@Singleton
class EventStore {
    private static final String ADD = """
            with batch as materialized (
                select * from unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::text[],
                    $7::text[], $8::text[], $9::text[], $10::text[]::numeric[], $11::bigint[], $12::text[]::jsonb[],
                    $13::text[])
                as b (key, digest, event_time, tenant_id, source, event_id, resource_type, service_id, user_id,
                    quantity, duration_ms, properties, corrects)
            ), fresh as (
                insert into usage_key (key, digest, stored_at)
                select key, digest, $14 from batch order by key
                on conflict (key) do nothing
                returning key
            ), stored as (
                insert into usage_event (event_time, tenant_id, key, resource_type, service_id, user_id, quantity,
                    duration_ms, source, event_id, properties, corrects, stored_at)
                select event_time, tenant_id, key, resource_type, service_id, user_id, quantity, duration_ms, source,
                    event_id, properties, corrects, $14
                from batch join fresh using (key)
            ), marked as (
                insert into usage_dirty (tenant_id, hour)
                select distinct tenant_id, date_trunc('hour', event_time, 'UTC') from batch join fresh using (key)
            )
            select key from batch where not exists (select from fresh where fresh.key = batch.key)
            """;
    private static final String DIGESTS = "select key, digest from usage_key where key = any($1)";
    private static final String ADD_CONFLICT = """
            insert into usage_conflict (tenant_id, key, digest, event, arrived_at) values ($1, $2, $3, $4, $5)
            on conflict do nothing
            """;
    private static final String LOCK_TENANT = "select pg_advisory_xact_lock(hashtextextended('usage:' || $1, 0))";
    private static final String LEFT = """
            select sum(quantity) as quantity from usage_event
            where tenant_id = $1 and source = $2 and (event_id = $3 or corrects = $3) and event_id <> $4
            having count(*) filter (where event_id = $3) > 0
            """;
    private static final String MAKE_PARTITIONS = "select make_usage_partitions($1, $2)";
    private static final String DROP_PARTITIONS = "select drop_usage_partitions($1) as dropped";

    private final Columns columns;

    EventStore(Columns columns) {
        this.columns = columns;
    }

    /** An event with its key. */
    record Keyed(ReceivedEvent event, EventIdentity identity) {
        static Keyed of(ReceivedEvent event) {
            return new Keyed(event, EventIdentity.of(event));
        }

        UUID key() {
            return identity.key();
        }
    }

    /** Adds events of distinct keys, in the order of their keys; answers with the keys that were there before. */
    List<UUID> add(Session session, List<Keyed> events, Instant now) {
        return session.list(
                ADD,
                row -> row.getUUID("key"),
                column(events, UUID[]::new, Keyed::key),
                column(events, Long[]::new, e -> e.identity().digest()),
                column(events, OffsetDateTime[]::new, e -> e.event().time().atOffset(ZoneOffset.UTC)),
                column(events, String[]::new, e -> e.event().tenant().value()),
                column(events, String[]::new, e -> e.event().source()),
                column(events, String[]::new, e -> e.event().id()),
                column(events, String[]::new, e -> e.event().resourceType()),
                column(events, String[]::new, e -> e.event().serviceId()),
                column(events, String[]::new, e -> e.event().userId()),
                column(events, String[]::new, e -> e.event().quantity().toPlainString()),
                column(events, Long[]::new, e -> e.event().durationMs()),
                column(events, String[]::new, e -> properties(e.event())),
                column(events, String[]::new, e -> e.event().corrects()),
                now);
    }

    /** The digests of what counts, by key. */
    Map<UUID, Long> digests(Session session, List<UUID> keys) {
        Map<UUID, Long> digests = new HashMap<>();
        session.list(DIGESTS, row -> Map.entry(row.getUUID("key"), row.getLong("digest")), (Object)
                        keys.toArray(UUID[]::new))
                .forEach(e -> digests.put(e.getKey(), e.getValue()));
        return digests;
    }

    void addConflict(Session session, Keyed repeated, Instant now) {
        session.change(
                ADD_CONFLICT,
                repeated.event().tenant().value(),
                repeated.key(),
                repeated.identity().digest(),
                columns.object(repeated.event().document()),
                now);
    }

    /** What is left of the event that this one corrects, after what corrected it before; none where it is not there. */
    List<BigDecimal> leftToCorrect(Session session, ReceivedEvent correction) {
        session.list(LOCK_TENANT, row -> row, correction.tenant().value());
        return session.list(
                LEFT,
                row -> row.getBigDecimal("quantity"),
                correction.tenant().value(),
                correction.source(),
                correction.corrects(),
                correction.id());
    }

    void makePartitions(Session session, LocalDate first, LocalDate last) {
        session.list(MAKE_PARTITIONS, row -> row, first, last);
    }

    int dropPartitions(Session session, LocalDate before) {
        return session.first(DROP_PARTITIONS, row -> row.getInteger("dropped"), before)
                .orElse(0);
    }

    private static <T> Object column(
            List<Keyed> events, IntFunction<T[]> array, Function<Keyed, ? extends @Nullable T> value) {
        T[] values = array.apply(events.size());
        List<T> list = new ArrayList<>(events.size());
        for (Keyed event : events) {
            list.add(value.apply(event));
        }
        return list.toArray(values);
    }

    private static @Nullable String properties(ReceivedEvent event) {
        return event.properties().isEmpty()
                ? null
                : JsonObject.mapFrom(event.properties()).encode();
    }
}
