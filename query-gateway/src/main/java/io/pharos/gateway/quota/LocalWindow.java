package io.pharos.gateway.quota;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The window of one gateway alone, in memory: for the time in which Redis cannot count. Holds the {@link #MOST_USERS}
 * users who asked last. Thread-safe.
 */
final class LocalWindow implements Window {
    static final int MOST_USERS = 10_000;
    private static final long WINDOW_NANOS = 1_000_000_000L;

    private final LongSupplier nanoClock;
    private final Map<QuotaKey, ArrayDeque<Long>> granted = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<QuotaKey, ArrayDeque<Long>> eldest) {
            return size() > MOST_USERS;
        }
    };

    LocalWindow(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    @Override
    public synchronized Future<Verdict> take(QuotaKey key, int limit) {
        ArrayDeque<Long> times = granted.computeIfAbsent(key, k -> new ArrayDeque<>());
        long now = nanoClock.getAsLong();
        while (!times.isEmpty() && now - times.peekFirst() > WINDOW_NANOS) {
            times.removeFirst();
        }
        return Future.succeededFuture(judge(times, now, limit));
    }

    private static Verdict judge(ArrayDeque<Long> times, long now, int limit) {
        if (times.size() >= limit) {
            return new Verdict.Exhausted(limit, untilRoom(times, now));
        }
        times.addLast(now);
        return new Verdict.Granted(limit, limit - times.size(), untilRoom(times, now));
    }

    private static Duration untilRoom(ArrayDeque<Long> times, long now) {
        long oldest = times.isEmpty() ? now : times.peekFirst();
        return Duration.ofNanos(oldest + WINDOW_NANOS + 1 - now);
    }
}
