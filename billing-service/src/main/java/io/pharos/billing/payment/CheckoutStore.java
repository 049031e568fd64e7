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
import org.jspecify.annotations.Nullable;

/** Checkouts in PostgreSQL. */
@Singleton
class CheckoutStore {
    private static final String ADD = """
            insert into payment_checkout (id, tenant_id, invoice_id, provider, provider_ref, currency, amount_minor, url,
                created_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;
    private static final String COLUMNS =
            "id, tenant_id, invoice_id, provider, provider_ref, currency, amount_minor, url, expires_at, paid_at";
    private static final String OF_TENANT =
            "select " + COLUMNS + " from payment_checkout where tenant_id = $1 order by created_at desc limit 200";
    private static final String ONE = "select " + COLUMNS + " from payment_checkout where tenant_id = $1 and id = $2";
    private static final String PAID = """
            update payment_checkout set paid_at = $3 where provider = $1 and provider_ref = $2 and paid_at is null
            """;

    /** A page on which an invoice is paid. */
    record Opened(
            UUID id,
            TenantId tenant,
            UUID invoice,
            String provider,
            String reference,
            Money amount,
            String url,
            Instant expires,
            @Nullable Instant paid) {
        String state(Instant now) {
            if (paid != null) {
                return "paid";
            }
            return now.isBefore(expires) ? "open" : "expired";
        }
    }

    void add(Session session, Opened opened, Instant now) {
        session.change(
                ADD,
                opened.id(),
                opened.tenant().value(),
                opened.invoice(),
                opened.provider(),
                opened.reference(),
                opened.amount().currency().getCurrencyCode(),
                opened.amount().minor(),
                opened.url(),
                now,
                opened.expires());
    }

    List<Opened> ofTenant(Session session, TenantId tenant) {
        return session.list(OF_TENANT, CheckoutStore::opened, tenant.value());
    }

    Optional<Opened> find(Session session, TenantId tenant, UUID id) {
        return session.first(ONE, CheckoutStore::opened, tenant.value(), id);
    }

    /** Notes that the payment of a checkout came, where it is one of a checkout. */
    void paid(Session session, String provider, String reference, Instant now) {
        session.change(PAID, provider, reference, now);
    }

    private static Opened opened(Row row) {
        return new Opened(
                row.getUUID("id"),
                new TenantId(row.getString("tenant_id")),
                row.getUUID("invoice_id"),
                row.getString("provider"),
                row.getString("provider_ref"),
                new Money(row.getLong("amount_minor"), Currency.getInstance(row.getString("currency"))),
                row.getString("url"),
                Columns.instant(row, "expires_at"),
                Columns.optionalInstant(row, "paid_at").orElse(null));
    }
}
