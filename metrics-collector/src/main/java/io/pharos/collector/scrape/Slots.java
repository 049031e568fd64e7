package io.pharos.collector.scrape;

import java.time.Duration;
import java.time.Instant;

/** When a target is scraped: once an interval, at a place of its own in it that is the same on every replica. */
record Slots(Duration interval, long offsetMillis) {
    static Slots of(String id, Duration interval) {
        return new Slots(interval, Math.floorMod(mixed(id.hashCode()), interval.toMillis()));
    }

    /** The last slot that has begun. */
    Instant current(Instant now) {
        long every = interval.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli() - offsetMillis, every) * every + offsetMillis);
    }

    /** The slot that follows another. */
    Instant after(Instant slot) {
        return slot.plus(interval);
    }

    private static long mixed(int hash) {
        long mixed = hash * 0x9E37_79B9_7F4A_7C15L;
        return (mixed ^ (mixed >>> 32)) >>> 1;
    }
}
