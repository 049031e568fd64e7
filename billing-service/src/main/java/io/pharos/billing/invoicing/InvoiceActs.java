package io.pharos.billing.invoicing;

import io.pharos.billing.delivery.Outbox;
import io.pharos.billing.document.InvoiceContent;
import io.pharos.billing.invoice.InvoiceEvent;
import io.pharos.billing.invoice.InvoiceLife;
import io.pharos.billing.invoice.InvoiceState;
import io.pharos.billing.invoice.Transition;
import io.pharos.billing.money.Money;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How anything is done to an invoice: it is held, its life asked ({@link InvoiceLife}), written where it is then, and
 * the tenant told, all in the transaction of the act.
 */
@Singleton
public class InvoiceActs {
    private final Database database;
    private final InvoiceStore store;
    private final Outbox outbox;
    private final Clock clock;

    InvoiceActs(Database database, InvoiceStore store, Outbox outbox, Clock clock) {
        this.database = database;
        this.store = store;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** An act on an invoice that is held. */
    @FunctionalInterface
    interface Act {
        Invoice on(Session session, Invoice held, Instant now);
    }

    Invoice act(UUID id, Act act) {
        return database.transact(session -> act.on(session, held(session, id), now()));
    }

    /** The invoice, held until the transaction ends. */
    Invoice held(Session session, UUID id) {
        return store.locked(session, id).orElseThrow(InvoiceActs::notFound);
    }

    /** As exact as PostgreSQL keeps it: a document that is computed again must have the same bytes. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Lets the event happen to an invoice that the session holds, and writes where it is then. */
    public Invoice moved(Session session, Invoice held, InvoiceEvent event, Instant now) {
        Invoice moved = held.in(decide(held, event, now));
        store.move(session, moved);
        return moved;
    }

    /** Where an event leads, or the problem that it cannot happen. */
    static InvoiceState decide(Invoice invoice, InvoiceEvent event, Instant now) {
        return switch (InvoiceLife.decide(invoice.state(), event, now)) {
            case Transition.Moved moved -> moved.state();
            case Transition.Refused refused -> throw Problem.of(Kind.CONFLICT, refused.code(), refused.reason());
        };
    }

    /** How much more than before is beyond what is owed: from a settled invoice's credit. */
    public static Money beyond(Invoice before, Invoice after) {
        return over(after).minus(over(before));
    }

    private static Money over(Invoice invoice) {
        Money open = invoice.balance().open();
        return open.isNegative() ? open.negated() : Money.zero(open.currency());
    }

    /** Tells the tenant, with what every message about an invoice says. */
    public void tell(Session session, Invoice invoice, String type, Map<String, ?> more) {
        Map<String, Object> data = new TreeMap<>(more);
        data.put("invoice", invoice.id());
        data.put("number", invoice.number() == null ? "" : number(invoice));
        data.put("state", invoice.stateName());
        data.put("currency", invoice.currency().getCurrencyCode());
        data.put("open", InvoiceContent.text(invoice.balance().open()));
        outbox.add(session, new Outbox.Message(invoice.tenant(), type, data));
    }

    static String number(Invoice invoice) {
        return String.valueOf(invoice.number());
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
