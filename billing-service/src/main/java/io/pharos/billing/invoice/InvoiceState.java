package io.pharos.billing.invoice;

import java.time.Instant;

/**
 * Where an invoice is in its life. Draft and grace are recomputed as usage arrives and have no number; from
 * finalisation on, content and number stay, and only the balance moves.
 */
public sealed interface InvoiceState {
    /** The period goes on. */
    record Draft() implements InvoiceState {}

    /** The period is over; late usage is still taken in until then. */
    record Grace(Instant until) implements InvoiceState {}

    /** Issued and not settled. */
    record Finalised(InvoiceNumber number, Instant issued, Balance balance) implements InvoiceState {}

    /** Settled by payments and credits; what was paid too much stays visible in the balance. */
    record Paid(InvoiceNumber number, Instant issued, Instant settled, Balance balance) implements InvoiceState {}

    /** Issued in error and taken back before anything was paid; the number stays used. */
    record Voided(InvoiceNumber number, Instant at, String reason) implements InvoiceState {}

    /** Given up; a payment that comes nevertheless is taken. */
    record Uncollectible(InvoiceNumber number, Instant issued, Instant at, Balance balance) implements InvoiceState {}
}
