package io.pharos.billing.payment;

import io.pharos.billing.money.Money;
import io.pharos.model.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A provider that can also be asked: to open a page on which a customer pays, and to send money back. Both may be asked
 * again with the same id after a lost answer, and happen once. What was paid or went back is booked when the provider's
 * signed notice tells of it, never because it was asked for.
 */
interface OutboundProvider extends PaymentProvider {
    /** What a customer is to pay. */
    record CheckoutOrder(UUID id, TenantId tenant, UUID invoice, Money amount) {}

    /** Where it does so; the reference is the provider's id of the payment that will come. */
    record Checkout(String reference, String url, Instant expires) {}

    /** What goes back of a payment, by the provider's own id of it. */
    record RefundOrder(String payment, String refund, Money amount) {}

    Checkout checkout(CheckoutOrder order, Instant now);

    /** Asks for a refund; the notice of it, where the provider tells at once and not later. */
    Optional<InboundNotice> refund(RefundOrder order, Instant now);
}
