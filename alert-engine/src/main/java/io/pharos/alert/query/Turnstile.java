package io.pharos.alert.query;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** So many at once for each key; who comes when all places are taken waits, first come first served, for a time. */
final class Turnstile<K> {
    private final Map<K, Semaphore> places = new ConcurrentHashMap<>();
    private final int most;

    Turnstile(int most) {
        this.most = most;
    }

    /** Whether a place was got; it must be left again. */
    boolean enter(K key, Duration patience) {
        try {
            return places(key).tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void leave(K key) {
        places(key).release();
    }

    private Semaphore places(K key) {
        return places.computeIfAbsent(key, k -> new Semaphore(most, true));
    }
}
