package io.pharos.gateway.lease;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.directory.Plan;

/** What a plan leases: bytes at once, keys and overhead included, and operations in a second. */
record Lease(long bytes, int operations) {
    /** The plan's cap on bytes; without it there is no lease. */
    static final String BYTES = "cache.lease.bytes";

    /** The plan's cap on operations a second. */
    static final String OPERATIONS = "cache.lease.operations";

    private static final int USUAL_OPERATIONS = 100;

    /** The lease in a plan, or a problem FORBIDDEN where there is none. */
    static Lease of(Plan plan) {
        long bytes = plan.cap(BYTES).orElse(0);
        if (bytes <= 0) {
            throw Problem.of(
                    Kind.FORBIDDEN,
                    "lease.none",
                    "Your plan leases no cache; add the cache service to your subscription.");
        }
        long operations = plan.cap(OPERATIONS).orElse(USUAL_OPERATIONS);
        return new Lease(bytes, (int) Math.clamp(operations, 0, Integer.MAX_VALUE));
    }
}
