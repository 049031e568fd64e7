package io.pharos.billing.invoice;

import io.pharos.billing.invoice.InvoiceState.Draft;
import io.pharos.billing.invoice.InvoiceState.Finalised;
import io.pharos.billing.invoice.InvoiceState.Grace;
import io.pharos.billing.invoice.InvoiceState.Paid;
import io.pharos.billing.invoice.InvoiceState.Uncollectible;
import io.pharos.billing.invoice.InvoiceState.Voided;
import io.pharos.billing.money.Money;
import java.time.Instant;

/** Decides what an event does to an invoice; pure, so that the whole life can be walked in a test. */
public final class InvoiceLife {
    private InvoiceLife() {}

    public static Transition decide(InvoiceState state, InvoiceEvent event, Instant now) {
        return switch (state) {
            case Draft draft -> ofDraft(event);
            case Grace grace -> ofGrace(grace, event, now);
            case Finalised open -> ofFinalised(open, event, now);
            case Paid paid -> ofPaid(paid, event, now);
            case Uncollectible lost -> ofUncollectible(lost, event, now);
            case Voided gone -> Transition.refuse("invoice.voided", "The invoice was taken back: " + gone.reason());
        };
    }

    private static Transition ofDraft(InvoiceEvent event) {
        return event instanceof InvoiceEvent.PeriodEnded e ? Transition.to(new Grace(e.graceUntil())) : notIssued();
    }

    private static Transition ofGrace(Grace grace, InvoiceEvent event, Instant now) {
        if (!(event instanceof InvoiceEvent.GraceEnded e)) {
            return notIssued();
        }
        if (now.isBefore(grace.until())) {
            return Transition.refuse("invoice.in-grace", "Late usage is taken in until " + grace.until() + ".");
        }
        return Transition.to(settledOrOpen(e.number(), now, Balance.of(e.total()), now));
    }

    private static Transition ofFinalised(Finalised open, InvoiceEvent event, Instant now) {
        Balance balance = open.balance();
        return switch (event) {
            case InvoiceEvent.PaymentReceived e -> moved(open, balance.pay(e.amount()), now);
            case InvoiceEvent.PaymentReturned e -> returned(open.number(), open.issued(), balance, e.amount(), now);
            case InvoiceEvent.CreditNoted e -> credited(open.number(), open.issued(), balance, e.amount(), now);
            case InvoiceEvent.TakenBack e -> takenBack(open, e, now);
            case InvoiceEvent.GivenUp e -> Transition.to(new Uncollectible(open.number(), open.issued(), now, balance));
            case InvoiceEvent.PeriodEnded e -> issued();
            case InvoiceEvent.GraceEnded e -> issued();
        };
    }

    private static Transition ofPaid(Paid paid, InvoiceEvent event, Instant now) {
        Balance balance = paid.balance();
        return switch (event) {
            case InvoiceEvent.PaymentReceived e ->
                Transition.to(new Paid(paid.number(), paid.issued(), paid.settled(), balance.pay(e.amount())));
            case InvoiceEvent.PaymentReturned e -> returned(paid.number(), paid.issued(), balance, e.amount(), now);
            case InvoiceEvent.CreditNoted e -> credited(paid.number(), paid.issued(), balance, e.amount(), now);
            case InvoiceEvent.TakenBack e -> Transition.refuse("invoice.paid", "Issue a credit note instead.");
            case InvoiceEvent.GivenUp e -> Transition.refuse("invoice.paid", "Nothing is open.");
            case InvoiceEvent.PeriodEnded e -> issued();
            case InvoiceEvent.GraceEnded e -> issued();
        };
    }

    private static Transition ofUncollectible(Uncollectible lost, InvoiceEvent event, Instant now) {
        if (!(event instanceof InvoiceEvent.PaymentReceived e)) {
            return Transition.refuse("invoice.uncollectible", "The invoice was given up; it only takes payments.");
        }
        Balance balance = lost.balance().pay(e.amount());
        return Transition.to(
                balance.isSettled()
                        ? new Paid(lost.number(), lost.issued(), now, balance)
                        : new Uncollectible(lost.number(), lost.issued(), lost.at(), balance));
    }

    private static Transition moved(Finalised open, Balance balance, Instant now) {
        return Transition.to(settledOrOpen(open.number(), open.issued(), balance, now));
    }

    private static Transition returned(
            InvoiceNumber number, Instant issued, Balance balance, Money amount, Instant now) {
        return amount.compareTo(balance.paid()) > 0
                ? Transition.refuse("invoice.nothing-to-return", "Only " + balance.paid() + " was paid.")
                : Transition.to(settledOrOpen(number, issued, balance.pay(amount.negated()), now));
    }

    private static Transition credited(
            InvoiceNumber number, Instant issued, Balance balance, Money amount, Instant now) {
        Money left = balance.total().minus(balance.credited());
        return amount.compareTo(left) > 0
                ? Transition.refuse("invoice.over-credited", "Only " + left + " is left to credit.")
                : Transition.to(settledOrOpen(number, issued, balance.credit(amount), now));
    }

    private static Transition takenBack(Finalised open, InvoiceEvent.TakenBack event, Instant now) {
        return open.balance().equals(Balance.of(open.balance().total()))
                ? Transition.to(new Voided(open.number(), now, event.reason()))
                : Transition.refuse("invoice.in-use", "Something was paid or credited on it: issue a credit note.");
    }

    private static InvoiceState settledOrOpen(InvoiceNumber number, Instant issued, Balance balance, Instant now) {
        return balance.isSettled() ? new Paid(number, issued, now, balance) : new Finalised(number, issued, balance);
    }

    private static Transition notIssued() {
        return Transition.refuse("invoice.not-issued", "The invoice has no number yet; nothing can happen to it.");
    }

    private static Transition issued() {
        return Transition.refuse(
                "invoice.issued", "The invoice is issued; corrections go on a credit note or the next.");
    }
}
