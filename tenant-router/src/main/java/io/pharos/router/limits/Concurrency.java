package io.pharos.router.limits;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many at once, by key; a key with nothing under way takes no memory. */
public final class Concurrency<K> {
    /** A place that is held until it is closed; closing twice gives it back once. */
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** What came of asking for a place. */
    public sealed interface Entry {}

    /** Held until closed. */
    public record Entered(Place place) implements Entry {}

    /** All places are taken. */
    public record Full() implements Entry {}

    private final ConcurrentHashMap<K, Integer> underWay = new ConcurrentHashMap<>();

    public Entry enter(K key, long most) {
        AtomicBoolean held = new AtomicBoolean();
        underWay.compute(key, (k, current) -> {
            int before = current == null ? 0 : current;
            if (before >= most) {
                return current;
            }
            held.set(true);
            return before + 1;
        });
        return held.get() ? new Entered(() -> leave(key, held)) : new Full();
    }

    /** How many of the key's are under way. */
    public int underWay(K key) {
        return underWay.getOrDefault(key, 0);
    }

    private void leave(K key, AtomicBoolean held) {
        if (held.compareAndSet(true, false)) {
            underWay.computeIfPresent(key, (k, current) -> current == 1 ? null : current - 1);
        }
    }
}
