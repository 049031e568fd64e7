package io.pharos.billing.invoicing;

import io.pharos.billing.document.InvoiceContent;
import io.pharos.billing.invoice.InvoiceEvent;
import io.pharos.billing.invoicing.IssuedDocuments.Place;
import io.pharos.billing.invoicing.IssuedDocuments.Series;
import io.pharos.billing.ledger.Ledger;
import io.pharos.billing.ledger.Movement;
import io.pharos.billing.money.Money;
import io.pharos.sql.Session;
import io.pharos.usage.event.UuidV7;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Issues credit notes. What is credited beyond what is still owed goes back into the wallets that paid it, and what is
 * left of it is the customer's credit.
 */
@Singleton
class CreditNotes {
    private final InvoiceActs acts;
    private final IssuedDocuments documents;
    private final Prepayment prepayment;
    private final Ledger ledger;
    private final UuidV7 ids;

    CreditNotes(InvoiceActs acts, IssuedDocuments documents, Prepayment prepayment, Ledger ledger, Clock clock) {
        this.acts = acts;
        this.documents = documents;
        this.prepayment = prepayment;
        this.ledger = ledger;
        this.ids = new UuidV7(clock);
    }

    /** A credit note, and the invoice after it. */
    record Credited(UUID id, String number, Invoice invoice) {}

    /** Issues one over an amount with tax, or over all that is left where none is given. */
    Credited credit(Session session, UUID id, @Nullable BigDecimal amount, String reason) {
        Instant now = acts.now();
        Invoice held = acts.held(session, id);
        Money left = held.balance().total().minus(held.balance().credited());
        Money gross = amount == null ? left : InvoiceActs.exact(amount, held.currency());
        Invoice credited = acts.moved(session, held, new InvoiceEvent.CreditNoted(gross), now);
        InvoiceContent original = documents
                .find(session, held.tenant(), id)
                .orElseThrow(InvoiceActs::notFound)
                .content();
        InvoiceContent content = CreditNoteMaker.of(original, gross, reason, now);
        Place place = documents.next(session, held.seller(), Series.CREDIT_NOTE);
        UUID note = ids.next();
        documents.add(session, place, note, id, content.issued(place.number(), now, null));
        Money net = Money.exact(new BigDecimal(content.sums().net()), held.currency());
        ledger.book(session, held.tenant(), id, Movement.credited(place.number(), net, gross.minus(net)));
        Invoice after = settled(session, held, credited, place.number(), now);
        acts.tell(
                session,
                after,
                "credit_note.issued",
                Map.of("creditNote", place.number(), "amount", InvoiceContent.text(gross)));
        return new Credited(note, place.number(), after);
    }

    private Invoice settled(Session session, Invoice held, Invoice credited, String note, Instant now) {
        Money over = InvoiceActs.beyond(held, credited);
        Invoice after = prepayment.putBack(session, credited, over, note, now);
        ledger.book(session, held.tenant(), held.id(), Movement.overpaid(note, InvoiceActs.beyond(held, after)));
        return after;
    }
}
