package io.pharos.billing.invoicing;

import io.pharos.billing.invoice.InvoiceEvent;
import io.pharos.billing.ledger.Ledger;
import io.pharos.billing.ledger.Movement;
import io.pharos.billing.money.Money;
import io.pharos.billing.wallet.Wallets;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.time.Instant;

/** What wallets pay of an invoice when it is issued, and what goes back into them of it; books and life with it. */
@Singleton
class Prepayment {
    private final Wallets wallets;
    private final InvoiceActs acts;
    private final Ledger ledger;

    Prepayment(Wallets wallets, InvoiceActs acts, Ledger ledger) {
        this.wallets = wallets;
        this.acts = acts;
        this.ledger = ledger;
    }

    /** Draws the tenant's wallets for an invoice that gets its number now; what was drawn. */
    Money draw(Session session, Invoice held, String number, Money total) {
        return total.isPositive()
                ? wallets.draw(session, held.tenant(), total, number).drawn()
                : Money.zero(total.currency());
    }

    /** Lets what was drawn pay the invoice. */
    Invoice settle(Session session, Invoice issued, Money drawn, Instant now) {
        if (!drawn.isPositive()) {
            return issued;
        }
        ledger.book(session, issued.tenant(), issued.id(), Movement.prepaid(InvoiceActs.number(issued), drawn));
        return acts.moved(session, issued, new InvoiceEvent.PaymentReceived(drawn), now);
    }

    /** Puts back what wallets paid and did not get back, at most so much of it; the invoice after that. */
    Invoice putBack(Session session, Invoice held, Money most, String because, Instant now) {
        String number = InvoiceActs.number(held);
        Money back = wallets.stillDrawn(session, held.tenant(), held.currency(), number)
                .smaller(most);
        if (!back.isPositive()) {
            return held;
        }
        wallets.putBack(session, held.tenant(), number, because, back);
        ledger.book(session, held.tenant(), held.id(), Movement.putBack(because, back));
        return acts.moved(session, held, new InvoiceEvent.PaymentReturned(back), now);
    }
}
