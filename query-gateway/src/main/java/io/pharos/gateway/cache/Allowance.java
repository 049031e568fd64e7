package io.pharos.gateway.cache;

import io.pharos.tsdb.write.ByteBudget;

/** The memory that one answer may take while it is put together: at most so much, out of what all answers share. */
final class Allowance {
    private final ByteBudget shared;
    private final long most;
    private long held;
    private boolean over;

    Allowance(ByteBudget shared, long most) {
        this.shared = shared;
        this.most = most;
    }

    /** Whether so much more is to be had; nothing is once the answer is delivered. */
    synchronized boolean take(long bytes) {
        if (over || held + bytes > most || !shared.tryHold(bytes)) {
            return false;
        }
        held += bytes;
        return true;
    }

    /** Gives all of it back. */
    synchronized void release() {
        over = true;
        shared.release(held);
        held = 0;
    }
}
