package io.pharos.collector.ingest;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that bodies take while they are on their way, bounded over all requests of this process. */
final class HeldBytes {
    private final AtomicLong held = new AtomicLong();
    private final long limit;

    HeldBytes(long limit) {
        this.limit = limit;
    }

    boolean tryHold(long bytes) {
        if (held.addAndGet(bytes) <= limit) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void release(long bytes) {
        held.addAndGet(-bytes);
    }

    long now() {
        return held.get();
    }
}
