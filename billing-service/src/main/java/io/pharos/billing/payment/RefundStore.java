package io.pharos.billing.payment;

import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Refunds that providers are asked for, in PostgreSQL. */
@Singleton
class RefundStore {
    private static final String ADD = """
            insert into payment_refund (id, payment_id, reference, amount_minor, requested_at) values ($1, $2, $3, $4, $5)
            on conflict (payment_id, reference) do nothing
            """;
    private static final String WAITING_OF = """
            select coalesce(sum(amount_minor), 0)::bigint as minor from payment_refund
            where payment_id = $1 and returned_at is null
            """;
    private static final String WAITING = """
            select payment_id, reference, amount_minor from payment_refund
            where returned_at is null and requested_at < $1 order by requested_at limit 200
            """;
    private static final String RETURNED = """
            update payment_refund set returned_at = $3 where payment_id = $1 and reference = $2 and returned_at is null
            """;

    /** A refund that the provider has not told of yet. */
    record Waiting(UUID payment, String reference, long minor) {}

    /** Whether it is new. */
    boolean add(Session session, UUID id, Waiting refund, Instant now) {
        return session.change(ADD, id, refund.payment(), refund.reference(), refund.minor(), now) == 1;
    }

    /** How much of a payment is on its way back, in minor units. */
    long waitingOf(Session session, UUID payment) {
        return session.first(WAITING_OF, row -> row.getLong("minor"), payment).orElse(0L);
    }

    List<Waiting> waiting(Session session, Instant before) {
        return session.list(WAITING, RefundStore::waiting, before);
    }

    void returned(Session session, UUID payment, String reference, Instant now) {
        session.change(RETURNED, payment, reference, now);
    }

    private static Waiting waiting(Row row) {
        return new Waiting(row.getUUID("payment_id"), row.getString("reference"), row.getLong("amount_minor"));
    }
}
