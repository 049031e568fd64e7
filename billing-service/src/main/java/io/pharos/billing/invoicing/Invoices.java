package io.pharos.billing.invoicing;

import io.pharos.billing.delivery.Outbox;
import io.pharos.billing.document.CanonicalJson;
import io.pharos.billing.document.InvoiceContent;
import io.pharos.billing.invoice.InvoiceEvent;
import io.pharos.billing.invoice.InvoiceLife;
import io.pharos.billing.invoice.InvoiceNumber;
import io.pharos.billing.invoice.InvoiceState;
import io.pharos.billing.invoice.Transition;
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
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is done to invoices. Each act is one transaction: the invoice held, its life asked ({@link InvoiceLife}), the
 * document, the books and the message to the tenant written, or nothing at all.
 */
@Singleton
public class Invoices {
    private final Database database;
    private final InvoiceStore store;
    private final IssuedDocuments documents;
    private final Drafts drafts;
    private final Rollup rollup;
    private final Ledger ledger;
    private final Outbox outbox;
    private final Seller seller;
    private final Clock clock;
    private final UuidV7 ids;

    Invoices(
            Database database,
            InvoiceStore store,
            IssuedDocuments documents,
            Drafts drafts,
            Rollup rollup,
            Ledger ledger,
            Outbox outbox,
            Profiles profiles,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.documents = documents;
        this.drafts = drafts;
        this.rollup = rollup;
        this.ledger = ledger;
        this.outbox = outbox;
        this.seller = profiles.seller();
        this.clock = clock;
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
                tell(session, invoice, "invoice.drafted", Map.of("graceUntil", graceUntil));
            }
            return isNew;
        });
        return added ? Optional.of(invoice) : Optional.empty();
    }

    /** Issues an invoice whose grace is over; one that is issued already is answered as it is. */
    public Invoice finalise(UUID id) {
        Invoice before = database.query(session -> store.locked(session, id)).orElseThrow(Invoices::notFound);
        if (before.number() != null) {
            return before;
        }
        rollup.run();
        InvoiceContent content =
                drafts.of(before.tenant(), before.period().from(), before.billedUntil(), drafts.asOf());
        return act(id, (session, held, now) -> held.number() != null ? held : issue(session, held, content, now));
    }

    private Invoice issue(Session session, Invoice held, InvoiceContent content, Instant now) {
        Money net = money(content.sums().net(), held.currency());
        Money tax = money(content.sums().tax(), held.currency());
        Place place = documents.next(session, held.seller(), Series.INVOICE);
        var number = new InvoiceNumber(held.seller(), place.sequence());
        InvoiceState state = decide(held, new InvoiceEvent.GraceEnded(number, net.plus(tax)), now);
        LocalDate due = now.atZone(ZoneId.of(content.zone())).toLocalDate().plusDays(seller.paymentDays());
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
        documents.add(session, place, held.id(), held.id(), content.issued(place.number(), now, due));
        ledger.book(session, held.tenant(), held.id(), Movement.issued(place.number(), net, tax));
        tell(session, issued, "invoice.finalised", Map.of("due", due, "total", text(issued.total())));
        return issued;
    }

    /** Takes an issued invoice back on which nothing was paid or credited; a second time is answered as the first. */
    public Invoice takeBack(UUID id, String reason) {
        return act(id, (session, held, now) -> {
            if (held.state() instanceof InvoiceState.Voided) {
                return held;
            }
            Invoice gone = moved(session, held, new InvoiceEvent.TakenBack(reason), now);
            ledger.book(session, held.tenant(), id, Movement.voided(number(held), held.net(), held.tax()));
            tell(session, gone, "invoice.voided", Map.of("reason", reason));
            return gone;
        });
    }

    /** Gives up what is open. */
    public Invoice giveUp(UUID id) {
        return act(id, (session, held, now) -> {
            if (held.state() instanceof InvoiceState.Uncollectible) {
                return held;
            }
            Invoice lost = moved(session, held, new InvoiceEvent.GivenUp(), now);
            ledger.book(
                    session,
                    held.tenant(),
                    id,
                    Movement.givenUp(number(held), held.balance().open()));
            tell(session, lost, "invoice.uncollectible", Map.of());
            return lost;
        });
    }

    /** Issues a credit note over an amount with tax, or over all that is left where none is given. */
    Credited credit(Session session, UUID id, @Nullable BigDecimal amount, String reason) {
        Instant now = now();
        Invoice held = store.locked(session, id).orElseThrow(Invoices::notFound);
        Money left = held.balance().total().minus(held.balance().credited());
        Money gross = amount == null ? left : exact(amount, held.currency());
        Invoice credited = moved(session, held, new InvoiceEvent.CreditNoted(gross), now);
        InvoiceContent original = documents
                .find(session, held.tenant(), id)
                .orElseThrow(Invoices::notFound)
                .content();
        InvoiceContent content = CreditNoteMaker.of(original, gross, reason, now);
        Place place = documents.next(session, held.seller(), Series.CREDIT_NOTE);
        UUID note = ids.next();
        documents.add(session, place, note, id, content.issued(place.number(), now, null));
        Money net = money(content.sums().net(), held.currency());
        ledger.book(session, held.tenant(), id, Movement.credited(place.number(), net, gross.minus(net)));
        ledger.book(session, held.tenant(), id, Movement.overpaid(place.number(), beyond(held, credited)));
        tell(session, credited, "credit_note.issued", Map.of("creditNote", place.number(), "amount", text(gross)));
        return new Credited(note, place.number(), credited);
    }

    /** A credit note, and the invoice after it. */
    record Credited(UUID id, String number, Invoice invoice) {}

    /** Notes what the customer objects to; nobody duns until it is settled. */
    public Invoice dispute(TenantId tenant, UUID id, @Nullable String words) {
        return act(id, (session, held, now) -> {
            if (!held.tenant().equals(tenant)) {
                throw notFound();
            }
            if (!(held.state() instanceof InvoiceState.Finalised) && words != null) {
                throw Problem.of(
                        Kind.CONFLICT,
                        "invoice.not-open",
                        "Only an issued invoice on which something is open is disputed.");
            }
            store.dispute(session, id, words, words == null ? null : now);
            tell(session, held, words == null ? "invoice.dispute_closed" : "invoice.disputed", Map.of());
            return store.locked(session, id).orElseThrow(Invoices::notFound);
        });
    }

    /** Settles a dispute, for the operator. */
    public Invoice closeDispute(UUID id) {
        Invoice invoice = database.query(session -> store.locked(session, id)).orElseThrow(Invoices::notFound);
        return dispute(invoice.tenant(), id, null);
    }

    /** An act on an invoice that is held. */
    @FunctionalInterface
    interface Act {
        Invoice on(Session session, Invoice held, Instant now);
    }

    private Invoice act(UUID id, Act act) {
        return database.transact(
                session -> act.on(session, store.locked(session, id).orElseThrow(Invoices::notFound), now()));
    }

    /** As exact as PostgreSQL keeps it: a document that is computed again must have the same bytes. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Lets the event happen to an invoice that the session holds, and writes where it is then. */
    public Invoice moved(Session session, Invoice held, InvoiceEvent event, Instant now) {
        Invoice moved = held.in(decide(held, event, now));
        store.move(session, moved);
        return moved;
    }

    /** How much more than before is beyond what is owed: from a settled invoice's credit. */
    public static Money beyond(Invoice before, Invoice after) {
        return over(after).minus(over(before));
    }

    private static Money over(Invoice invoice) {
        Money open = invoice.balance().open();
        return open.isNegative() ? open.negated() : Money.zero(open.currency());
    }

    private static InvoiceState decide(Invoice invoice, InvoiceEvent event, Instant now) {
        return switch (InvoiceLife.decide(invoice.state(), event, now)) {
            case Transition.Moved moved -> moved.state();
            case Transition.Refused refused -> throw refusal(refused);
        };
    }

    private static Problem refusal(Transition.Refused refused) {
        return Problem.of(Kind.CONFLICT, refused.code(), refused.reason());
    }

    /** Tells the tenant, with what every message about an invoice says. */
    public void tell(Session session, Invoice invoice, String type, Map<String, ?> more) {
        Map<String, Object> data = new TreeMap<>(more);
        data.put("invoice", invoice.id());
        data.put("number", invoice.number() == null ? "" : number(invoice));
        data.put("state", invoice.stateName());
        data.put("currency", invoice.currency().getCurrencyCode());
        data.put("open", text(invoice.balance().open()));
        outbox.add(session, new Outbox.Message(invoice.tenant(), type, data));
    }

    private static String number(Invoice invoice) {
        return String.valueOf(invoice.number());
    }

    private static String text(Money money) {
        return InvoiceContent.text(money);
    }

    private static Money money(String amount, Currency currency) {
        return Money.exact(new BigDecimal(amount), currency);
    }

    /** An amount that somebody sent. */
    public static Money exact(BigDecimal amount, Currency currency) {
        try {
            Money money = Money.exact(amount, currency);
            if (money.isPositive()) {
                return money;
            }
        } catch (ArithmeticException finer) {
            throw malformedAmount(currency);
        }
        throw malformedAmount(currency);
    }

    private static Problem malformedAmount(Currency currency) {
        return Problem.of(
                Kind.MALFORMED,
                "invoice.malformed-amount",
                "An amount is above zero and has no more digits than " + currency.getCurrencyCode() + " has.");
    }

    static Problem notFound() {
        return Problem.of(Kind.NOT_FOUND, "invoice.not-found", "The tenant has no such invoice.");
    }
}
