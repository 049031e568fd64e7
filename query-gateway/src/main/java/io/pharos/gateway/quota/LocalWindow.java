package io.pharos.gateway.quota;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The window of one gateway alone, in memory: for the time in which Redis cannot count. Holds the {@link #MOST_KEYS}
 * keys that asked last. Thread-safe.
 */
final class LocalWindow implements Window {
    static final int MOST_KEYS = 10_000;
    private static final long WINDOW_NANOS = 1_000_000_000L;

    private final LongSupplier nanoClock;
    private final Map<QuotaKey, ArrayDeque<Long>> granted = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<QuotaKey, ArrayDeque<Long>> eldest) {
            return size() > MOST_KEYS;
        }
    };

    LocalWindow(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    @Override
    public synchronized Future<Verdict> take(List<Quota> quotas) {
        long now = nanoClock.getAsLong();
        List<Counted> counted = quotas.stream()
                .map(quota -> new Counted(quota, current(quota.key(), now)))
                .toList();
        return Future.succeededFuture(judge(counted, now));
    }

    private ArrayDeque<Long> current(QuotaKey key, long now) {
        ArrayDeque<Long> times = granted.computeIfAbsent(key, k -> new ArrayDeque<>());
        while (!times.isEmpty() && now - times.peekFirst() > WINDOW_NANOS) {
            times.removeFirst();
        }
        return times;
    }

    private static Verdict judge(List<Counted> all, long now) {
        for (Counted one : all) {
            if (one.left() <= 0) {
                return new Verdict.Exhausted(one.quota(), one.untilRoom(now));
            }
        }
        Counted tightest = all.getFirst();
        for (Counted one : all) {
            one.times().addLast(now);
            tightest = one.left() < tightest.left() ? one : tightest;
        }
        return new Verdict.Granted(tightest.quota(), tightest.left(), tightest.untilRoom(now));
    }

    private record Counted(Quota quota, ArrayDeque<Long> times) {
        int left() {
            return quota.perSecond() - times.size();
        }

        Duration untilRoom(long now) {
            long oldest = times.isEmpty() ? now : times.peekFirst();
            return Duration.ofNanos(oldest + WINDOW_NANOS + 1 - now);
        }
    }
}
