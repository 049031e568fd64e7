package io.pharos.billing.payment;

import io.pharos.billing.money.Money;
import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Payments in PostgreSQL. */
@Singleton
class PaymentStore {
    private static final String TAKE = """
            insert into payment_event (provider, event_id, received_at, body_sha256, outcome)
            values ($1, $2, $3, $4, $5)
            on conflict (provider, event_id) do nothing
            """;
    private static final String OUTCOME = "update payment_event set outcome = $3 where provider = $1 and event_id = $2";
    private static final String UNMATCHED = """
            select provider, event_id, received_at, outcome from payment_event where outcome like 'unmatched%'
            order by received_at desc limit 200
            """;
    private static final String ADD = """
            insert into payment (id, tenant_id, invoice_id, provider, provider_ref, currency, amount_minor, received_at, note)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (provider, provider_ref) do nothing
            """;
    private static final String COLUMNS =
            "id, tenant_id, invoice_id, provider, provider_ref, currency, amount_minor, returned_minor, received_at, note";
    private static final String BY_REF =
            "select " + COLUMNS + " from payment where provider = $1 and provider_ref = $2 for update";
    private static final String BY_ID = "select " + COLUMNS + " from payment where id = $1 for update";
    private static final String OF_TENANT =
            "select " + COLUMNS + " from payment where tenant_id = $1 order by received_at desc, id limit 500";
    private static final String RETURN = "update payment set returned_minor = returned_minor + $2 where id = $1";
    private static final String INVOICE_BY_WORD = """
            select id from invoice where id::text = $1 or replace(id::text, '-', '') = $1
                or (seller || '-' || sequence) = $1
            """;

    /** A payment, and how much of it went back. */
    record Payment(
            UUID id,
            TenantId tenant,
            UUID invoice,
            String provider,
            String reference,
            Money amount,
            Money returned,
            Instant received,
            String note) {}

    /** A notice that no invoice was found for. */
    record Unmatched(String provider, String eventId, Instant received, String outcome) {}

    /** Whether the notice is new. */
    boolean take(Session session, String provider, String eventId, Instant now, String sha256) {
        return session.change(TAKE, provider, eventId, now, sha256, "taken") == 1;
    }

    void outcome(Session session, String provider, String eventId, String outcome) {
        session.change(OUTCOME, provider, eventId, outcome);
    }

    List<Unmatched> unmatched(Session session) {
        return session.list(
                UNMATCHED,
                row -> new Unmatched(
                        row.getString("provider"),
                        row.getString("event_id"),
                        Columns.instant(row, "received_at"),
                        row.getString("outcome")));
    }

    /** Whether the payment is new. */
    boolean add(Session session, Payment payment) {
        return session.change(
                        ADD,
                        payment.id(),
                        payment.tenant().value(),
                        payment.invoice(),
                        payment.provider(),
                        payment.reference(),
                        payment.amount().currency().getCurrencyCode(),
                        payment.amount().minor(),
                        payment.received(),
                        payment.note())
                == 1;
    }

    Optional<Payment> byReference(Session session, String provider, String reference) {
        return session.first(BY_REF, PaymentStore::payment, provider, reference);
    }

    Optional<Payment> byId(Session session, UUID id) {
        return session.first(BY_ID, PaymentStore::payment, id);
    }

    List<Payment> ofTenant(Session session, TenantId tenant) {
        return session.list(OF_TENANT, PaymentStore::payment, tenant.value());
    }

    void giveBack(Session session, UUID id, Money amount) {
        session.change(RETURN, id, amount.minor());
    }

    /** The invoice that a payer named: by its id, with or without hyphens, or by its number. */
    Optional<UUID> invoice(Session session, String word) {
        return session.first(INVOICE_BY_WORD, row -> row.getUUID("id"), word);
    }

    private static Payment payment(Row row) {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new Payment(
                row.getUUID("id"),
                new TenantId(row.getString("tenant_id")),
                row.getUUID("invoice_id"),
                row.getString("provider"),
                row.getString("provider_ref"),
                new Money(row.getLong("amount_minor"), currency),
                new Money(row.getLong("returned_minor"), currency),
                Columns.instant(row, "received_at"),
                row.getString("note"));
    }
}
