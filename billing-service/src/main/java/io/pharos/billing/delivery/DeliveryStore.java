package io.pharos.billing.delivery;

import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages and their deliveries in PostgreSQL. */
@Singleton
class DeliveryStore {
    private static final String UNDISPATCHED = """
            select id, tenant_id, type, data, created_at from outbox where dispatched_at is null
            order by created_at, id limit $1 for update skip locked
            """;
    private static final String DISPATCHED = "update outbox set dispatched_at = $2 where id = $1";
    private static final String ADD = """
            insert into delivery (id, message_id, tenant_id, endpoint_id, state, next_at, created_at)
            values ($1, $2, $3, $4, 'waiting', $5, $5)
            on conflict do nothing
            """;
    /** Puts what it takes off for a while, so that a delivery whose runner dies is tried again. */
    private static final String CLAIM = """
            with due as (
                select id from (
                    select id, next_at, row_number() over (partition by tenant_id order by next_at, id) as place
                    from delivery where state = 'waiting' and next_at <= $1) d
                where place <= $3 order by next_at, id limit $4
            ), held as (
                select d.id from delivery d join due using (id)
                where d.state = 'waiting' and d.next_at <= $1 for update of d skip locked
            )
            update delivery d set next_at = $2, attempts = d.attempts + 1
            from held, outbox m where d.id = held.id and m.id = d.message_id
            returning d.id, d.tenant_id, d.endpoint_id, d.state, d.attempts, d.next_at, d.created_at, d.ended_at,
                m.id as message_id, m.type, m.data, m.created_at as happened_at
            """;

    private static final String ATTEMPT = """
            insert into delivery_attempt (delivery_id, attempt, tenant_id, at, status, ms, answer)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict do nothing
            """;
    private static final String MOVE = "update delivery set state = $2, next_at = $3, ended_at = $4 where id = $1";
    private static final String LOG = """
            select d.id, d.tenant_id, d.endpoint_id, d.state, d.attempts, d.next_at, d.created_at, d.ended_at,
                m.id as message_id, m.type, m.data, m.created_at as happened_at
            from delivery d join outbox m on m.id = d.message_id
            where d.tenant_id = $1 and ($2::uuid is null or d.endpoint_id = $2)
            order by d.created_at desc, d.id limit 200
            """;
    private static final String ATTEMPTS = """
            select attempt, at, status, ms, answer from delivery_attempt where tenant_id = $1 and delivery_id = $2
            order by attempt
            """;
    private static final String REPLAY = """
            update delivery set state = 'waiting', attempts = 0, next_at = $3, ended_at = null
            where tenant_id = $1 and id = $2 and state <> 'waiting'
            """;
    private static final String FORGET_ATTEMPTS =
            "delete from delivery_attempt where tenant_id = $1 and delivery_id = $2";
    private static final String WAITING = """
            select count(*) filter (where state = 'waiting') as waiting,
                coalesce(extract(epoch from $1 - min(next_at) filter (where state = 'waiting' and next_at <= $1)), 0)
                    as late
            from delivery
            """;

    private final Columns columns;

    DeliveryStore(Columns columns) {
        this.columns = columns;
    }

    /** What happened, as it is told. */
    record Told(UUID id, TenantId tenant, String type, Map<String, Object> data, Instant happened) {}

    /** A message on its way; no endpoint is e-mail. */
    record Delivery(
            UUID id,
            Told message,
            @Nullable UUID endpoint,
            String state,
            int attempts,
            Instant next,
            Instant created,
            @Nullable Instant ended) {}

    /** What came of a try: no status where there was no answer. */
    record Attempt(int attempt, Instant at, @Nullable Integer status, int ms, String answer) {}

    /** How many wait, and for how long the oldest of those that are due. */
    record Backlog(long waiting, double lateSeconds) {}

    List<Told> undispatched(Session session, int most) {
        return session.list(UNDISPATCHED, row -> told(row, "id", "created_at"), most);
    }

    void dispatched(Session session, UUID message, Instant now) {
        session.change(DISPATCHED, message, now);
    }

    void add(Session session, UUID id, Told message, @Nullable UUID endpoint, Instant now) {
        session.change(ADD, id, message.id(), message.tenant().value(), endpoint, now);
    }

    List<Delivery> claim(Session session, Instant now, Duration hold, int ofTenant, int most) {
        return session.list(CLAIM, this::delivery, now, now.plus(hold), ofTenant, most);
    }

    void attempted(Session session, Delivery delivery, Attempt attempt) {
        session.change(
                ATTEMPT,
                delivery.id(),
                attempt.attempt(),
                delivery.message().tenant().value(),
                attempt.at(),
                attempt.status(),
                attempt.ms(),
                attempt.answer());
    }

    void move(Session session, UUID id, String state, Instant next, @Nullable Instant ended) {
        session.change(MOVE, id, state, next, ended);
    }

    List<Delivery> log(Session session, TenantId tenant, @Nullable UUID endpoint) {
        return session.list(LOG, this::delivery, tenant.value(), endpoint);
    }

    List<Attempt> attempts(Session session, TenantId tenant, UUID delivery) {
        return session.list(
                ATTEMPTS,
                row -> new Attempt(
                        row.getInteger("attempt"),
                        Columns.instant(row, "at"),
                        row.getInteger("status"),
                        row.getInteger("ms"),
                        row.getString("answer")),
                tenant.value(),
                delivery);
    }

    /** Whether there is such a delivery that has ended; it begins anew. */
    boolean replay(Session session, TenantId tenant, UUID delivery, Instant now) {
        if (session.change(REPLAY, tenant.value(), delivery, now) != 1) {
            return false;
        }
        session.change(FORGET_ATTEMPTS, tenant.value(), delivery);
        return true;
    }

    Backlog backlog(Session session, Instant now) {
        return session.first(WAITING, row -> new Backlog(row.getLong("waiting"), row.getDouble("late")), now)
                .orElseThrow();
    }

    private Delivery delivery(Row row) {
        return new Delivery(
                row.getUUID("id"),
                told(row, "message_id", "happened_at"),
                row.getUUID("endpoint_id"),
                row.getString("state"),
                row.getInteger("attempts"),
                Columns.instant(row, "next_at"),
                Columns.instant(row, "created_at"),
                Columns.optionalInstant(row, "ended_at").orElse(null));
    }

    private Told told(Row row, String id, String happened) {
        return new Told(
                row.getUUID(id),
                new TenantId(row.getString("tenant_id")),
                row.getString("type"),
                columns.readMap(row, "data", Object.class),
                Columns.instant(row, happened));
    }
}
