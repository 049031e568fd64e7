package io.pharos.billing.ingest;

/** What was received is no usage event; the message says which part of it is not. */
final class UnreadableEvent extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableEvent(String what) {
        super(what, null, false, false);
    }
}
