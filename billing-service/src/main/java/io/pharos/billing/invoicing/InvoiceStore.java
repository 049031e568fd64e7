package io.pharos.billing.invoicing;

import io.pharos.billing.invoice.Balance;
import io.pharos.billing.invoice.InvoiceState;
import io.pharos.billing.invoicing.Invoice.Dunning;
import io.pharos.model.TenantId;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Invoices in PostgreSQL, by tenant; the operator's statements name none and answer with the tenant. */
@Singleton
public class InvoiceStore {
    private static final String COLUMNS = """
            id, tenant_id, seller, currency, period_from, period_to, billed_until, as_of, state, grace_until, sequence,
            issued_at, settled_at, ended_at, void_reason, due_on, net_minor, tax_minor, paid_minor, credited_minor,
            dispute, dunning
            """;
    private static final String OF_TENANT = "select " + COLUMNS + """
             from invoice where tenant_id = $1 and ($2::timestamptz is null or (period_from, id) < ($2, $3::uuid))
            order by period_from desc, id desc limit $4
            """;
    private static final String ONE = "select " + COLUMNS + " from invoice where tenant_id = $1 and id = $2";
    private static final String LOCKED = "select " + COLUMNS + " from invoice where id = $1 for update";
    private static final String OF_PERIOD = "select " + COLUMNS + """
             from invoice where tenant_id = $1 and currency = $2 and period_from = $3 and state <> 'void'
            order by billed_until
            """;
    private static final String GRACE_OVER =
            "select id from invoice where state = 'grace' and grace_until <= $1 order by grace_until, id limit $2";
    private static final String OVERDUE = "select " + COLUMNS + """
             from invoice where state = 'finalised' and due_on <= $1 and dispute is null order by due_on, id
            """;
    private static final String HELD_BACK = """
            select tenant_id, max(case dunning when 'suspended' then 2 when 'restricted' then 1 else 0 end) as level
            from invoice where state = 'finalised' and dispute is null group by tenant_id
            """;
    private static final String ADD = """
            insert into invoice (id, tenant_id, seller, currency, period_from, period_to, billed_until, as_of, state,
                grace_until, net_minor, tax_minor, draft)
            values ($1, $2, $3, $4, $5, $6, $7, $8, 'grace', $9, $10, $11, $12)
            on conflict do nothing
            """;
    private static final String DRAFT = "select draft from invoice where tenant_id = $1 and id = $2";
    private static final String ISSUE = """
            update invoice set state = $2, sequence = $3, issued_at = $4, due_on = $5, as_of = $6, net_minor = $7,
                tax_minor = $8, draft = null, settled_at = $9
            where id = $1
            """;
    private static final String MOVE = """
            update invoice set state = $2, settled_at = $3, ended_at = $4, void_reason = $5, paid_minor = $6,
                credited_minor = $7
            where id = $1
            """;
    private static final String DISPUTE = "update invoice set dispute = $2, disputed_at = $3 where id = $1";
    private static final String DUN = "update invoice set dunning = $2 where id = $1";

    /** Where a page of a list begins: after that invoice. */
    public record After(Instant from, UUID id) {}

    public List<Invoice> ofTenant(Session session, TenantId tenant, @Nullable After after, int most) {
        return session.list(
                OF_TENANT,
                InvoiceRow::invoice,
                tenant.value(),
                after == null ? null : after.from(),
                after == null ? null : after.id(),
                most);
    }

    public Optional<Invoice> find(Session session, TenantId tenant, UUID id) {
        return session.first(ONE, InvoiceRow::invoice, tenant.value(), id);
    }

    /** The invoice, whoever's, held until the transaction ends. */
    public Optional<Invoice> locked(Session session, UUID id) {
        return session.first(LOCKED, InvoiceRow::invoice, id);
    }

    /** What bills a period already, the earliest first. */
    List<Invoice> ofPeriod(Session session, TenantId tenant, Currency currency, Instant from) {
        return session.list(OF_PERIOD, InvoiceRow::invoice, tenant.value(), currency.getCurrencyCode(), from);
    }

    List<UUID> graceOver(Session session, Instant now, int most) {
        return session.list(GRACE_OVER, row -> row.getUUID("id"), now, most);
    }

    /** Issued, open and due, and not disputed. */
    public List<Invoice> overdue(Session session, LocalDate today) {
        return session.list(OVERDUE, InvoiceRow::invoice, today);
    }

    /** How far open invoices hold each tenant back: 0 not, 1 restricted, 2 suspended. */
    public List<HeldBack> heldBack(Session session) {
        return session.list(
                HELD_BACK, row -> new HeldBack(new TenantId(row.getString("tenant_id")), row.getInteger("level")));
    }

    /** A tenant and how far its open invoices hold it back. */
    public record HeldBack(TenantId tenant, int level) {}

    /** Whether the draft was added; false where the period is billed until then already. */
    boolean add(Session session, Invoice invoice, Instant graceUntil, byte[] draft) {
        return session.change(
                        ADD,
                        invoice.id(),
                        invoice.tenant().value(),
                        invoice.seller(),
                        invoice.currency().getCurrencyCode(),
                        invoice.period().from(),
                        invoice.period().to(),
                        invoice.billedUntil(),
                        invoice.asOf(),
                        graceUntil,
                        invoice.net().minor(),
                        invoice.tax().minor(),
                        new String(draft, StandardCharsets.UTF_8))
                == 1;
    }

    Optional<byte[]> draft(Session session, TenantId tenant, UUID id) {
        return session.first(DRAFT, row -> row.getString("draft"), tenant.value(), id)
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    void issue(Session session, Invoice issued, Instant at) {
        session.change(
                ISSUE,
                issued.id(),
                issued.stateName(),
                Objects.requireNonNull(issued.number()).sequence(),
                at,
                issued.due(),
                issued.asOf(),
                issued.net().minor(),
                issued.tax().minor(),
                issued.state() instanceof InvoiceState.Paid ? at : null);
    }

    /** Writes where an issued invoice is now. */
    public void move(Session session, Invoice moved) {
        Instant settled = moved.state() instanceof InvoiceState.Paid paid ? paid.settled() : null;
        Instant ended = null;
        String reason = null;
        if (moved.state() instanceof InvoiceState.Voided gone) {
            ended = gone.at();
            reason = gone.reason();
        } else if (moved.state() instanceof InvoiceState.Uncollectible lost) {
            ended = lost.at();
        }
        Balance balance = moved.balance();
        session.change(
                MOVE,
                moved.id(),
                moved.stateName(),
                settled,
                ended,
                reason,
                balance.paid().minor(),
                balance.credited().minor());
    }

    void dispute(Session session, UUID id, @Nullable String words, @Nullable Instant now) {
        session.change(DISPUTE, id, words, now);
    }

    public void dun(Session session, UUID id, Dunning dunning) {
        session.change(DUN, id, dunning.code());
    }
}
