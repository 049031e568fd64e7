package io.pharos.router.limits;

import java.time.Duration;

/**
 * A rate with a burst: {@code burst} permits at once, refilled at {@code rate} a second. Immutable; times are
 * {@link System#nanoTime()} readings of one process.
 */
public record TokenBucket(double permits, long atNanos) {
    /** What came of asking for a permit. */
    public sealed interface Draw {
        /** The bucket after the draw. */
        TokenBucket bucket();
    }

    /** One permit was taken. */
    public record Taken(TokenBucket bucket) implements Draw {}

    /** None is left; the next one comes after {@code pause}. */
    public record Empty(TokenBucket bucket, Duration pause) implements Draw {}

    private static final double NANOS = 1e9;

    public static TokenBucket full(Rate rate, long now) {
        return new TokenBucket((double) rate.burst(), now);
    }

    public Draw draw(Rate rate, long now) {
        double elapsed = Math.max(0, now - atNanos) / NANOS;
        double available = Math.min((double) rate.burst(), permits + elapsed * rate.perSecond());
        if (available >= 1) {
            return new Taken(new TokenBucket(available - 1, now));
        }
        long waitNanos = (long) Math.ceil((1 - available) / rate.perSecond() * NANOS);
        return new Empty(new TokenBucket(available, now), Duration.ofNanos(waitNanos));
    }
}
