package io.pharos.billing.payment;

import io.pharos.billing.document.InvoiceContent;
import io.pharos.billing.payment.PaymentStore.Payment;
import java.time.Instant;
import java.util.UUID;

/** A payment as the API shows it; amounts are decimal texts in its currency. */
record PaymentView(
        UUID id,
        UUID invoice,
        String provider,
        String reference,
        String currency,
        String amount,
        String returned,
        Instant received,
        String note) {
    static PaymentView of(Payment payment) {
        return new PaymentView(
                payment.id(),
                payment.invoice(),
                payment.provider(),
                payment.reference(),
                payment.amount().currency().getCurrencyCode(),
                InvoiceContent.text(payment.amount()),
                InvoiceContent.text(payment.returned()),
                payment.received(),
                payment.note());
    }
}
