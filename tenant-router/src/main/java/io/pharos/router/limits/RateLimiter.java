package io.pharos.router.limits;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Token buckets by key, at most {@code capacity} of them: the one used longest ago is forgotten first. Counts within
 * this process; each replica has its own. Safe for use by several threads.
 */
public final class RateLimiter<K> {
    private final LongSupplier nanoClock;
    private final Map<K, TokenBucket> buckets;

    public RateLimiter(int capacity, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, TokenBucket> eldest) {
                return size() > capacity;
            }
        };
    }

    /** Takes one permit of the key's; empty where it was granted, else how long to wait for the next. */
    public synchronized Optional<Duration> take(K key, Rate rate) {
        long now = nanoClock.getAsLong();
        TokenBucket bucket = buckets.getOrDefault(key, TokenBucket.full(rate, now));
        TokenBucket.Draw draw = bucket.draw(rate, now);
        buckets.put(key, draw.bucket());
        return switch (draw) {
            case TokenBucket.Taken _ -> Optional.empty();
            case TokenBucket.Empty empty -> Optional.of(empty.pause());
        };
    }
}
