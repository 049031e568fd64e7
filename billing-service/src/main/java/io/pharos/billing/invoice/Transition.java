package io.pharos.billing.invoice;

/** What an event does to an invoice: a new state, or a refusal with its reason and the state as it was. */
public sealed interface Transition {
    record Moved(InvoiceState state) implements Transition {}

    record Refused(String code, String reason) implements Transition {}

    static Transition to(InvoiceState state) {
        return new Moved(state);
    }

    static Transition refuse(String code, String reason) {
        return new Refused(code, reason);
    }
}
