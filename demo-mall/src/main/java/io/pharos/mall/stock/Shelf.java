package io.pharos.mall.stock;

import io.pharos.mall.shop.Sku;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What this process last heard from Redis about one shop's stock, and the snapshot that stale reads are served from. */
final class Shelf {
    private record Snapshot(Instant since, Map<String, Long> counts) {}

    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile @Nullable Snapshot snapshot;
    private volatile boolean doubtful = true;

    /** Runs a sale; many at once. */
    <T> T whileSelling(Supplier<T> sale) {
        lock.readLock().lock();
        try {
            return sale.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Runs while nothing is sold, so that Redis and the books can be compared. */
    void whileClosed(Runnable recount) {
        lock.writeLock().lock();
        try {
            recount.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** From now on Redis may differ from the books, until the next recount. */
    void doubt() {
        doubtful = true;
    }

    boolean doubtful() {
        return doubtful;
    }

    void saw(Sku sku, long count) {
        seen.put(sku.id(), count);
    }

    void sawAll(Map<String, Long> counts) {
        seen.putAll(counts);
        snapshot = null;
        doubtful = false;
    }

    long count(Sku sku) {
        return seen.getOrDefault(sku.id(), 0L);
    }

    /** The count as it was when the chaos began. */
    long staleCount(Sku sku, Instant since) {
        Snapshot current = snapshot;
        if (current == null || !current.since().equals(since)) {
            current = new Snapshot(since, Map.copyOf(seen));
            snapshot = current;
        }
        return current.counts().getOrDefault(sku.id(), 0L);
    }
}
