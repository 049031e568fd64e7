package io.pharos.gateway.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Leaves what failed alone for a while. */
final class Pause {
    private final long length;
    private final LongSupplier nanoClock;
    private final AtomicLong until;

    Pause(Duration length, LongSupplier nanoClock) {
        this.length = length.toNanos();
        this.nanoClock = nanoClock;
        this.until = new AtomicLong(nanoClock.getAsLong());
    }

    void begin() {
        until.set(nanoClock.getAsLong() + length);
    }

    boolean on() {
        return nanoClock.getAsLong() - until.get() < 0;
    }
}
