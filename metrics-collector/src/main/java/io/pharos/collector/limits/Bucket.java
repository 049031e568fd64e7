package io.pharos.collector.limits;

import java.time.Duration;

/**
 * A token bucket at one moment of {@link System#nanoTime()}. It may be overdrawn: a request larger than the burst
 * passes when the bucket is full and is paid off by waiting, since refusing it for ever would block its sender.
 */
record Bucket(double tokens, long at) {
    private static final double NANOS = 1e9;

    /** What asking for tokens came to. */
    sealed interface Draw {
        record Taken(Bucket bucket) implements Draw {}

        record Wait(Duration time) implements Draw {}
    }

    static Bucket full(int burst, long now) {
        return new Bucket(burst, now);
    }

    Draw draw(long amount, double rate, int burst, long now) {
        double present = refilled(rate, burst, now);
        if (present >= Math.min(amount, burst)) {
            return new Draw.Taken(new Bucket(present - amount, now));
        }
        double seconds = (Math.min(amount, burst) - present) / rate;
        return new Draw.Wait(Duration.ofNanos((long) Math.ceil(seconds * NANOS)));
    }

    /** With tokens put back that were taken for nothing. */
    Bucket giveBack(long amount, int burst) {
        return new Bucket(Math.min(burst, tokens + amount), at);
    }

    private double refilled(double rate, int burst, long now) {
        return Math.min(burst, tokens + (now - at) / NANOS * rate);
    }
}
