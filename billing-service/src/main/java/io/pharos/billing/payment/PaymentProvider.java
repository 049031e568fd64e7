package io.pharos.billing.payment;

import java.time.Instant;

/**
 * Through whom payments come. A provider knows how its notices are signed and what they say; a notice whose signature
 * does not verify, or that is too old, is a problem UNAUTHENTICATED and tells nothing.
 */
public interface PaymentProvider {
    /** Its name in paths and tables. */
    String name();

    Notice verified(InboundNotice notice, Instant now);

    /** What the provider wants to be answered when its notice was taken. */
    default String receipt() {
        return "";
    }
}
