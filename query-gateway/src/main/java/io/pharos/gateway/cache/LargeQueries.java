package io.pharos.gateway.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Queries whose results were too large a moment ago, so that their engine is not asked twice each time. Bounded. */
final class LargeQueries {
    private static final int MOST = 1_000;
    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final LongSupplier nanoClock;
    private final Map<RangeKey, Long> until = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RangeKey, Long> eldest) {
            return size() > MOST;
        }
    };

    LargeQueries(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    synchronized void remember(RangeKey key) {
        until.put(key, nanoClock.getAsLong() + KEPT_NANOS);
    }

    synchronized boolean knows(RangeKey key) {
        Long end = until.get(key);
        return end != null && nanoClock.getAsLong() - end < 0;
    }
}
