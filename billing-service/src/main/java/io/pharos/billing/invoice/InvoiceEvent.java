package io.pharos.billing.invoice;

import io.pharos.billing.money.Money;
import java.time.Instant;

/** What can happen to an invoice. Amounts are above zero. */
public sealed interface InvoiceEvent {
    record PeriodEnded(Instant graceUntil) implements InvoiceEvent {}

    record GraceEnded(InvoiceNumber number, Money total) implements InvoiceEvent {}

    record PaymentReceived(Money amount) implements InvoiceEvent {
        public PaymentReceived {
            requirePositive(amount);
        }
    }

    /** A payment went back to the payer: a refund or a charge-back. */
    record PaymentReturned(Money amount) implements InvoiceEvent {
        public PaymentReturned {
            requirePositive(amount);
        }
    }

    /** A credit note was issued on the invoice. */
    record CreditNoted(Money amount) implements InvoiceEvent {
        public CreditNoted {
            requirePositive(amount);
        }
    }

    record TakenBack(String reason) implements InvoiceEvent {}

    record GivenUp() implements InvoiceEvent {}

    private static void requirePositive(Money amount) {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("an amount that moves is above zero, not " + amount);
        }
    }
}
