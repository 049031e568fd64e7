package io.pharos.billing.invoicing;

import io.pharos.billing.document.CanonicalJson;
import io.pharos.billing.document.InvoiceContent;
import io.pharos.billing.invoice.InvoiceEvent;
import io.pharos.billing.invoice.InvoiceNumber;
import io.pharos.billing.invoice.InvoiceState;
import io.pharos.billing.invoicing.Invoice.Dunning;
import io.pharos.billing.invoicing.IssuedDocuments.Place;
import io.pharos.billing.invoicing.IssuedDocuments.Series;
import io.pharos.billing.ledger.Ledger;
import io.pharos.billing.ledger.Movement;
import io.pharos.billing.money.Money;
import io.pharos.billing.party.Profiles;
import io.pharos.billing.party.Seller;
import io.pharos.billing.period.Period;
import io.pharos.billing.rollup.Rollup;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import io.pharos.usage.event.UuidV7;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is done to invoices. Each act is one transaction: the invoice moved, the document, the books and the message to
 * the tenant written, or nothing at all.
 */
@Singleton
public class Invoices {
    private final Database database;
    private final InvoiceStore store;
    private final IssuedDocuments documents;
    private final Drafts drafts;
    private final Rollup rollup;
    private final Ledger ledger;
    private final InvoiceActs acts;
    private final Prepayment prepayment;
    private final Seller seller;
    private final UuidV7 ids;

    Invoices(
            Database database,
            InvoiceStore store,
            IssuedDocuments documents,
            Drafts drafts,
            Rollup rollup,
            Ledger ledger,
            InvoiceActs acts,
            Prepayment prepayment,
            Profiles profiles,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.documents = documents;
        this.drafts = drafts;
        this.rollup = rollup;
        this.ledger = ledger;
        this.acts = acts;
        this.prepayment = prepayment;
        this.seller = profiles.seller();
        this.ids = new UuidV7(clock);
    }

    /** Drafts the invoice of a period until a time; empty where the period is billed until then already. */
    public Optional<Invoice> draft(TenantId tenant, Period period, Instant until, Duration grace) {
        rollup.run();
        Instant asOf = drafts.asOf();
        InvoiceContent content = drafts.of(tenant, period.from(), until, asOf);
        Instant graceUntil = until.plus(grace);
        Currency currency = Currency.getInstance(content.currency());
        Invoice invoice = new Invoice(
                ids.next(),
                tenant,
                seller.id(),
                currency,
                period,
                until,
                asOf,
                new InvoiceState.Grace(graceUntil),
                money(content.sums().net(), currency),
                money(content.sums().tax(), currency),
                null,
                null,
                Dunning.NONE);
        boolean added = database.transact(session -> {
            boolean isNew = store.add(session, invoice, graceUntil, CanonicalJson.write(content));
            if (isNew) {
                acts.tell(session, invoice, "invoice.drafted", Map.of("graceUntil", graceUntil));
            }
            return isNew;
        });
        return added ? Optional.of(invoice) : Optional.empty();
    }

    /** Issues an invoice whose grace is over; one that is issued already is answered as it is. */
    public Invoice finalise(UUID id) {
        Invoice before = database.query(session -> store.locked(session, id)).orElseThrow(InvoiceActs::notFound);
        if (before.number() != null) {
            return before;
        }
        rollup.run();
        InvoiceContent content =
                drafts.of(before.tenant(), before.period().from(), before.billedUntil(), drafts.asOf());
        return acts.act(id, (session, held, now) -> held.number() != null ? held : issue(session, held, content, now));
    }

    private Invoice issue(Session session, Invoice held, InvoiceContent content, Instant now) {
        Money net = money(content.sums().net(), held.currency());
        Money tax = money(content.sums().tax(), held.currency());
        Place place = documents.next(session, held.seller(), Series.INVOICE);
        var number = new InvoiceNumber(held.seller(), place.sequence());
        InvoiceState state = InvoiceActs.decide(held, new InvoiceEvent.GraceEnded(number, net.plus(tax)), now);
        LocalDate due = now.atZone(ZoneId.of(content.zone())).toLocalDate().plusDays(seller.paymentDays());
        Money drawn = prepayment.draw(session, held, place.number(), net.plus(tax));
        Invoice issued = new Invoice(
                held.id(),
                held.tenant(),
                held.seller(),
                held.currency(),
                held.period(),
                held.billedUntil(),
                content.asOf(),
                state,
                net,
                tax,
                due,
                null,
                Dunning.NONE);
        store.issue(session, issued, now);
        documents.add(
                session,
                place,
                held.id(),
                held.id(),
                content.issued(place.number(), now, due).prepaid(drawn));
        ledger.book(session, held.tenant(), held.id(), Movement.issued(place.number(), net, tax));
        Invoice settled = prepayment.settle(session, issued, drawn, now);
        String total = InvoiceContent.text(issued.total());
        acts.tell(session, settled, "invoice.finalised", Map.of("due", due, "total", total));
        return settled;
    }

    /** Takes an issued invoice back on which nothing was paid or credited; a second time is answered as the first. */
    public Invoice takeBack(UUID id, String reason) {
        return acts.act(id, (session, held, now) -> {
            if (held.state() instanceof InvoiceState.Voided) {
                return held;
            }
            String number = InvoiceActs.number(held);
            Invoice unpaid = prepayment.putBack(session, held, held.total(), number, now);
            Invoice gone = acts.moved(session, unpaid, new InvoiceEvent.TakenBack(reason), now);
            ledger.book(session, held.tenant(), id, Movement.voided(number, held.net(), held.tax()));
            acts.tell(session, gone, "invoice.voided", Map.of("reason", reason));
            return gone;
        });
    }

    /** Gives up what is open. */
    public Invoice giveUp(UUID id) {
        return acts.act(id, (session, held, now) -> {
            if (held.state() instanceof InvoiceState.Uncollectible) {
                return held;
            }
            Invoice lost = acts.moved(session, held, new InvoiceEvent.GivenUp(), now);
            ledger.book(
                    session,
                    held.tenant(),
                    id,
                    Movement.givenUp(InvoiceActs.number(held), held.balance().open()));
            acts.tell(session, lost, "invoice.uncollectible", Map.of());
            return lost;
        });
    }

    /** Notes what the customer objects to; nobody duns until it is settled. */
    public Invoice dispute(TenantId tenant, UUID id, @Nullable String words) {
        return acts.act(id, (session, held, now) -> {
            if (!held.tenant().equals(tenant)) {
                throw InvoiceActs.notFound();
            }
            if (!(held.state() instanceof InvoiceState.Finalised) && words != null) {
                throw Problem.of(
                        Kind.CONFLICT,
                        "invoice.not-open",
                        "Only an issued invoice on which something is open is disputed.");
            }
            store.dispute(session, id, words, words == null ? null : now);
            acts.tell(session, held, words == null ? "invoice.dispute_closed" : "invoice.disputed", Map.of());
            return acts.held(session, id);
        });
    }

    /** Settles a dispute, for the operator. */
    public Invoice closeDispute(UUID id) {
        Invoice invoice = database.query(session -> store.locked(session, id)).orElseThrow(InvoiceActs::notFound);
        return dispute(invoice.tenant(), id, null);
    }

    private static Money money(String amount, Currency currency) {
        return Money.exact(new BigDecimal(amount), currency);
    }
}
