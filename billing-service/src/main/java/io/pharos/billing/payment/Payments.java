package io.pharos.billing.payment;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.pharos.billing.document.InvoiceContent;
import io.pharos.billing.document.Sha256;
import io.pharos.billing.invoice.InvoiceEvent;
import io.pharos.billing.invoice.InvoiceState;
import io.pharos.billing.invoicing.Invoice;
import io.pharos.billing.invoicing.InvoiceActs;
import io.pharos.billing.invoicing.InvoiceStore;
import io.pharos.billing.ledger.Ledger;
import io.pharos.billing.ledger.Movement;
import io.pharos.billing.money.Money;
import io.pharos.billing.payment.PaymentStore.Payment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import io.pharos.usage.event.UuidV7;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes payments and what goes back of them: each notice once by its event's id, each payment once by the provider's own
 * id, in one transaction with the invoice, the books and the message to the tenant.
 */
@Singleton
public class Payments {
    private final Database database;
    private final PaymentStore store;
    private final CheckoutStore checkouts;
    private final RefundStore refunds;
    private final InvoiceStore invoices;
    private final InvoiceActs acts;
    private final Ledger ledger;
    private final Clock clock;
    private final UuidV7 ids;

    Payments(
            Database database,
            PaymentStore store,
            CheckoutStore checkouts,
            RefundStore refunds,
            InvoiceStore invoices,
            InvoiceActs acts,
            Ledger ledger,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.checkouts = checkouts;
        this.refunds = refunds;
        this.invoices = invoices;
        this.acts = acts;
        this.ledger = ledger;
        this.clock = clock;
        this.ids = new UuidV7(clock);
    }

    /** Takes a provider's notice; one that was taken before changes nothing. Answers with what was done. */
    @WithSpan("payment.take")
    String take(PaymentProvider provider, InboundNotice inbound) {
        Instant now = clock.instant();
        Notice notice = provider.verified(inbound, now);
        Span.current().setAttribute("payment.provider", provider.name());
        return database.transact(session -> {
            String sha256 = Sha256.of(inbound.body());
            if (!store.take(session, provider.name(), notice.eventId(), now, sha256)) {
                return "taken before";
            }
            String outcome = done(session, provider.name(), notice, now);
            store.outcome(session, provider.name(), notice.eventId(), outcome);
            Span.current().setAttribute("payment.outcome", outcome);
            return outcome;
        });
    }

    private String done(Session session, String provider, Notice notice, Instant now) {
        return switch (notice) {
            case Notice.Received received -> received(session, provider, received, now);
            case Notice.Returned returned -> returned(session, provider, returned, now);
            case Notice.Other other -> "ignored " + other.type();
        };
    }

    private String received(Session session, String provider, Notice.Received received, Instant now) {
        Optional<Invoice> invoice =
                store.invoice(session, received.invoice()).flatMap(id -> invoices.locked(session, id));
        if (invoice.isEmpty() || !takesMoney(invoice.get(), received.currency())) {
            return "unmatched payment " + received.payment() + " of " + received.amount() + " " + received.currency()
                    + " for '" + received.invoice() + "'";
        }
        Money amount = InvoiceActs.exact(received.amount(), invoice.get().currency());
        Payment payment = payment(provider, received.payment(), invoice.get(), amount, now);
        checkouts.paid(session, provider, received.payment(), now);
        return pay(session, payment, invoice.get(), now)
                ? "paid " + invoice.get().number()
                : "paid before";
    }

    /** A transfer that an operator saw on the bank's statement. */
    Payment transfer(Session session, String word, BigDecimal amount, String reference, String note) {
        Instant now = clock.instant();
        Invoice invoice = store.invoice(session, word)
                .flatMap(id -> invoices.locked(session, id))
                .orElseThrow(() -> Problem.of(
                        Kind.NOT_FOUND, "payment.no-such-invoice", "There is no invoice of that number or id."));
        Payment payment = new Payment(
                ids.next(),
                invoice.tenant(),
                invoice.id(),
                "transfer",
                reference,
                InvoiceActs.exact(amount, invoice.currency()),
                Money.zero(invoice.currency()),
                now,
                note);
        if (pay(session, payment, invoice, now)) {
            return payment;
        }
        Payment before = store.byReference(session, "transfer", reference).orElseThrow();
        if (!before.amount().equals(payment.amount()) || !before.invoice().equals(payment.invoice())) {
            throw Problem.of(
                    Kind.CONFLICT,
                    "payment.reference-taken",
                    "A transfer of that reference was booked with another amount or on another invoice.");
        }
        return before;
    }

    private boolean pay(Session session, Payment payment, Invoice held, Instant now) {
        if (!store.add(session, payment)) {
            return false;
        }
        Invoice paid = acts.moved(session, held, new InvoiceEvent.PaymentReceived(payment.amount()), now);
        Money beyond = InvoiceActs.beyond(held, paid);
        String reference = payment.provider() + ":" + payment.reference();
        if (held.state() instanceof InvoiceState.Uncollectible) {
            Money recovered = payment.amount().minus(beyond);
            ledger.book(session, held.tenant(), held.id(), Movement.recovered(reference, recovered));
        }
        Movement movement = Movement.paid(reference, payment.amount().minus(beyond), beyond);
        ledger.book(session, held.tenant(), held.id(), movement);
        acts.tell(session, paid, "payment.received", facts(payment.amount(), payment.provider()));
        if (paid.state() instanceof InvoiceState.Paid && !(held.state() instanceof InvoiceState.Paid)) {
            acts.tell(session, paid, "invoice.paid", Map.of());
        }
        return true;
    }

    /** Books what the operator sent back himself. */
    Payment refund(Session session, UUID id, BigDecimal amount, String reference) {
        Payment payment = store.byId(session, id)
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "payment.not-found", "There is no such payment."));
        giveBack(session, payment, InvoiceActs.exact(amount, payment.amount().currency()), reference, clock.instant());
        return store.byId(session, id).orElseThrow();
    }

    private String returned(Session session, String provider, Notice.Returned returned, Instant now) {
        Optional<Payment> payment = store.byReference(session, provider, returned.payment());
        if (payment.isEmpty() || !isOf(payment.get().amount().currency(), returned.currency())) {
            return "unmatched refund " + returned.refund() + " of " + returned.amount() + " " + returned.currency();
        }
        Money amount =
                InvoiceActs.exact(returned.amount(), payment.get().amount().currency());
        giveBack(session, payment.get(), amount, returned.refund(), now);
        refunds.returned(session, payment.get().id(), returned.refund(), now);
        return "returned " + returned.refund();
    }

    private void giveBack(Session session, Payment payment, Money amount, String refund, Instant now) {
        Invoice held = invoices.locked(session, payment.invoice()).orElseThrow();
        Money left = payment.amount().minus(payment.returned());
        if (amount.compareTo(left) > 0) {
            throw nothingToReturn(left);
        }
        Invoice after = acts.moved(session, held, new InvoiceEvent.PaymentReturned(amount), now);
        Money fromCredit = InvoiceActs.beyond(after, held);
        String reference = payment.provider() + ":" + refund;
        ledger.book(
                session, held.tenant(), held.id(), Movement.returned(reference, amount.minus(fromCredit), fromCredit));
        store.giveBack(session, payment.id(), amount);
        acts.tell(session, after, "payment.returned", facts(amount, payment.provider()));
    }

    static Problem nothingToReturn(Money left) {
        return Problem.of(
                Kind.CONFLICT, "payment.nothing-to-return", "Of this payment only " + left + " is left to go back.");
    }

    List<Payment> ofTenant(TenantId tenant) {
        return database.query(session -> store.ofTenant(session, tenant));
    }

    List<PaymentStore.Unmatched> unmatched() {
        return database.query(store::unmatched);
    }

    private Payment payment(String provider, String reference, Invoice invoice, Money amount, Instant now) {
        Money nothing = Money.zero(invoice.currency());
        return new Payment(ids.next(), invoice.tenant(), invoice.id(), provider, reference, amount, nothing, now, "");
    }

    private static boolean takesMoney(Invoice invoice, String currency) {
        return switch (invoice.state()) {
            case InvoiceState.Finalised _, InvoiceState.Paid _, InvoiceState.Uncollectible _ ->
                isOf(invoice.currency(), currency);
            case InvoiceState.Draft _, InvoiceState.Grace _, InvoiceState.Voided _ -> false;
        };
    }

    private static boolean isOf(Currency currency, String code) {
        return currency.getCurrencyCode().equals(code);
    }

    private static Map<String, String> facts(Money amount, String provider) {
        return Map.of("amount", InvoiceContent.text(amount), "provider", provider);
    }
}
