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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Usage events in PostgreSQL; a batch is a statement for its keys and one for its events, however large it is. */
@Singleton
class EventStore {
    private static final String ADD_KEYS = """
        insert into usage_key (key, digest, stored_at)
        select key, digest, $3 from unnest($1::uuid[], $2::bigint[]) as k (key, digest)
        on conflict (key) do nothing
        """;
    /** Which of these keys another transaction stored, and what their events say. */
    private static final String STORED_BEFORE = """
        select key, digest from usage_key where key = any($1) and xmin <> pg_current_xact_id()::xid
        """;

    private static final String ADD_EVENTS = """
        insert into usage_event (event_time, tenant_id, key, resource_type, service_id, user_id, quantity, duration_ms,
            source, event_id, properties, corrects, stored_at)
        select event_time, tenant_id, key, resource_type, service_id, user_id, quantity, duration_ms, source, event_id,
            properties::jsonb, corrects, $13
        from unnest($1::timestamptz[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], %s, $8::bigint[],
            $9::text[], $10::text[], $11::text[], $12::text[])
            as e (event_time, tenant_id, key, resource_type, service_id, user_id, quantity, duration_ms, source,
                event_id, properties, corrects)
        """;
    private static final String ADD_WHOLE = ADD_EVENTS.formatted("$7::bigint[]");
    private static final String ADD_DECIMAL = ADD_EVENTS.formatted("$7::text[]::numeric[]");
    private static final String MARK = """
        insert into usage_dirty (tenant_id, hour) select * from unnest($1::text[], $2::timestamptz[])
        """;
    private static final String ADD_CONFLICT = """
        insert into usage_conflict (tenant_id, key, digest, event, arrived_at) values ($1, $2, $3, $4, $5)
        on conflict do nothing
        """;
    private static final String CORRECTED = """
        select event_time, service_id, user_id, properties, quantity + coalesce((
                select sum(c.quantity) from usage_event c
                where c.tenant_id = $1 and c.source = $2 and c.corrects = $3 and c.event_id <> $5), 0) as "left"
        from usage_event
        where tenant_id = $1 and source = $2 and event_id = $3 and resource_type = $4
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

    /**
     * Adds events of distinct keys, in the order of their keys; answers with what was there before: its keys, and the
     * digests of what counts. A key that another transaction is adding is waited for.
     */
    Map<UUID, Long> add(Session session, List<Keyed> events, Instant now) {
        int added = session.change(
                ADD_KEYS,
                column(events, UUID[]::new, Keyed::key),
                column(events, Long[]::new, e -> e.identity().digest()),
                now);
        Map<UUID, Long> before = added == events.size() ? new HashMap<>() : storedBefore(session, events);
        List<Keyed> fresh = before.isEmpty()
                ? events
                : events.stream().filter(e -> !before.containsKey(e.key())).toList();
        if (!fresh.isEmpty()) {
            addEvents(session, fresh, now);
            mark(session, fresh);
        }
        return before;
    }

    private static Map<UUID, Long> storedBefore(Session session, List<Keyed> events) {
        Map<UUID, Long> digests = new HashMap<>();
        session.list(
                        STORED_BEFORE,
                        row -> Map.entry(row.getUUID("key"), row.getLong("digest")),
                        column(events, UUID[]::new, Keyed::key))
                .forEach(e -> digests.put(e.getKey(), e.getValue()));
        return digests;
    }

    private static void addEvents(Session session, List<Keyed> events, Instant now) {
        boolean whole = events.stream().allMatch(e -> isWhole(e.event().quantity()));
        session.change(
                whole ? ADD_WHOLE : ADD_DECIMAL,
                column(events, OffsetDateTime[]::new, e -> e.event().time().atOffset(ZoneOffset.UTC)),
                column(events, String[]::new, e -> e.event().tenant().value()),
                column(events, UUID[]::new, Keyed::key),
                column(events, String[]::new, e -> e.event().resourceType()),
                column(events, String[]::new, e -> e.event().serviceId()),
                column(events, String[]::new, e -> e.event().userId()),
                whole
                        ? column(events, Long[]::new, e -> e.event().quantity().longValueExact())
                        : column(
                                events, String[]::new, e -> e.event().quantity().toPlainString()),
                column(events, Long[]::new, e -> e.event().durationMs()),
                column(events, String[]::new, e -> e.event().source()),
                column(events, String[]::new, e -> e.event().id()),
                column(events, String[]::new, e -> properties(e.event())),
                column(events, String[]::new, e -> e.event().corrects()),
                now);
    }

    /** The hours that the events touch, each once. */
    private static void mark(Session session, List<Keyed> events) {
        Set<Touched> touched = touched(events);
        session.change(
                MARK,
                touched.stream().map(Touched::tenant).toArray(String[]::new),
                touched.stream().map(t -> t.hour().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new));
    }

    /** An hour of a tenant that events came in for. */
    record Touched(String tenant, Instant hour) {}

    static Set<Touched> touched(List<Keyed> events) {
        Set<Touched> touched = new HashSet<>();
        events.forEach(e -> touched.add(
                new Touched(e.event().tenant().value(), e.event().time().truncatedTo(ChronoUnit.HOURS))));
        return touched;
    }

    /** What most quantities are, and PostgreSQL reads much faster than decimals. */
    private static boolean isWhole(BigDecimal quantity) {
        return quantity.scale() == 0 && quantity.precision() <= 18;
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

    /** An event that is corrected: what of it is left after what corrected it before, and the correction as it counts. */
    record Corrected(BigDecimal left, ReceivedEvent correction) {}

    /**
     * What an event corrects, of its own resource type. It counts when, where and by whom that was used, so that no sum
     * over any part of usage falls below zero.
     */
    Optional<Corrected> corrected(Session session, ReceivedEvent correction) {
        session.lock("usage:" + correction.tenant());
        return session.first(
                CORRECTED,
                row -> new Corrected(
                        row.getBigDecimal("left"),
                        correction.as(
                                Columns.instant(row, "event_time"),
                                row.getString("service_id"),
                                row.getString("user_id"),
                                properties(row.getJsonObject("properties")))),
                correction.tenant().value(),
                correction.source(),
                correction.corrects(),
                correction.resourceType(),
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

    private static Map<String, String> properties(@Nullable JsonObject json) {
        Map<String, String> properties = new HashMap<>();
        if (json != null) {
            json.forEach(entry -> properties.put(entry.getKey(), String.valueOf(entry.getValue())));
        }
        return properties;
    }

    /** An event's properties as JSON, or null for none. */
    static @Nullable String properties(ReceivedEvent event) {
        return event.properties().isEmpty()
                ? null
                : JsonObject.mapFrom(event.properties()).encode();
    }
}
