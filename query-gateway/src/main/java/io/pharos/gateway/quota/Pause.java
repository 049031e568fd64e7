package io.pharos.gateway.quota;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Leaves what failed alone for a while. */
public final class Pause {
    private final long length;
    private final LongSupplier nanoClock;
    private final AtomicLong until;

    public Pause(Duration length, LongSupplier nanoClock) {
        this.length = length.toNanos();
        this.nanoClock = nanoClock;
        this.until = new AtomicLong(nanoClock.getAsLong());
    }

    public void begin() {
        until.set(nanoClock.getAsLong() + length);
    }

    public boolean on() {
        return nanoClock.getAsLong() - until.get() < 0;
    }
}
