package io.pharos.billing.ledger;

import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.pharos.billing.money.Money;
import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The books in PostgreSQL: only ever added to, and balanced by its constraint when a transaction commits. */
@Singleton
public class Ledger {
    private static final String BEGIN = """
            insert into ledger_movement (tenant_id, kind, reference, booked_at) values ($1, $2, $3, $4)
            on conflict (tenant_id, kind, reference) do nothing
            returning id
            """;
    private static final String POST = """
            insert into ledger_entry (movement_id, tenant_id, account, currency, amount_minor, invoice_id)
            select $1, $2, a, c, m, $6 from unnest($3::text[], $4::text[], $5::bigint[]) as p (a, c, m)
            """;
    private static final String OF_INVOICE = """
            select m.kind, m.reference, m.booked_at, e.account, e.currency, e.amount_minor
            from ledger_entry e join ledger_movement m on m.id = e.movement_id
            where e.tenant_id = $1 and e.invoice_id = $2
            order by m.id, e.id
            """;
    private static final String BALANCES = """
            select account, currency, sum(amount_minor)::bigint as amount_minor from ledger_entry
            where tenant_id = $1 group by account, currency order by account, currency
            """;

    private static final String BALANCE = """
            select coalesce(sum(amount_minor), 0)::bigint as amount_minor, $3::text as currency from ledger_entry
            where tenant_id = $1 and account = $2 and currency = $3
            """;
    private static final String BOOKED =
            "select 1 as one from ledger_movement where tenant_id = $1 and kind = $2 and reference = $3";

    private final Clock clock;

    Ledger(Clock clock) {
        this.clock = clock;
    }

    /** An entry of the books with the movement that it is part of. */
    public record Entry(String kind, String reference, Instant booked, String account, Money amount) {}

    /** What an account holds of a tenant's. */
    public record Balance(String account, Money amount) {}

    /** Books a movement, about an invoice where there is one, once; whether it was new. */
    @WithSpan("ledger.book")
    public boolean book(Session session, TenantId tenant, @Nullable UUID invoice, Movement movement) {
        if (movement.postings().isEmpty()) {
            return false;
        }
        var begun = session.first(
                BEGIN,
                row -> row.getLong("id"),
                tenant.value(),
                movement.kind(),
                movement.reference(),
                clock.instant());
        begun.ifPresent(id -> session.change(
                POST,
                id,
                tenant.value(),
                movement.postings().stream().map(p -> p.account().code()).toArray(String[]::new),
                movement.postings().stream()
                        .map(p -> p.amount().currency().getCurrencyCode())
                        .toArray(String[]::new),
                movement.postings().stream().map(p -> p.amount().minor()).toArray(Long[]::new),
                invoice));
        return begun.isPresent();
    }

    public List<Entry> ofInvoice(Session session, TenantId tenant, UUID invoice) {
        return session.list(OF_INVOICE, Ledger::entry, tenant.value(), invoice);
    }

    public List<Balance> balances(Session session, TenantId tenant) {
        return session.list(BALANCES, row -> new Balance(row.getString("account"), money(row)), tenant.value());
    }

    /** What one account holds of a tenant's in a currency; above zero is debit. */
    public Money balance(Session session, TenantId tenant, Account account, Currency currency) {
        return session.first(BALANCE, Ledger::money, tenant.value(), account.code(), currency.getCurrencyCode())
                .orElseThrow();
    }

    /** Whether a movement of that kind and reference is in the books. */
    public boolean isBooked(Session session, TenantId tenant, String kind, String reference) {
        return session.first(BOOKED, row -> true, tenant.value(), kind, reference)
                .isPresent();
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getString("kind"),
                row.getString("reference"),
                Columns.instant(row, "booked_at"),
                row.getString("account"),
                money(row));
    }

    private static Money money(Row row) {
        return new Money(row.getLong("amount_minor"), Currency.getInstance(row.getString("currency")));
    }
}
