package io.pharos.billing.payment;

import java.math.BigDecimal;

/** What a provider's verified notice tells; the event's id is the provider's, and the same on every repetition. */
public sealed interface Notice {
    String eventId();

    /** Money came in; the invoice is what the payer was asked to pay: its id, with or without hyphens, or its number. */
    record Received(String eventId, String payment, String invoice, BigDecimal amount, String currency)
            implements Notice {}

    /** Money went back: a refund or a charge-back. */
    record Returned(String eventId, String payment, String refund, BigDecimal amount, String currency)
            implements Notice {}

    /** True, and nothing to us. */
    record Other(String eventId, String type) implements Notice {}
}
