package io.pharos.report.turn;

import io.pharos.model.TenantId;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * What waits, in turns: each tenant that has something waiting gets one out before any gets a second, so that a
 * thousand of one tenant delay another's by no more than one. Bounded for each tenant and in all. Not thread-safe.
 */
final class Turns<W> {
    private final int mostOfOne;
    private final int mostOfAll;
    private final LinkedHashMap<TenantId, Queue<W>> waiting = new LinkedHashMap<>();
    private int size;

    Turns(int mostOfOne, int mostOfAll) {
        this.mostOfOne = mostOfOne;
        this.mostOfAll = mostOfAll;
    }

    /** Whether there was room for it. */
    boolean offer(TenantId tenant, W work) {
        Queue<W> own = waiting.get(tenant);
        if (size >= mostOfAll || (own != null && own.size() >= mostOfOne)) {
            return false;
        }
        waiting.computeIfAbsent(tenant, t -> new ArrayDeque<>()).add(work);
        size++;
        return true;
    }

    /** The oldest of the tenant whose turn it is; that tenant goes to the end of the row. */
    Optional<W> next() {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        Map.Entry<TenantId, Queue<W>> first = waiting.pollFirstEntry();
        W work = first.getValue().remove();
        if (!first.getValue().isEmpty()) {
            waiting.put(first.getKey(), first.getValue());
        }
        size--;
        return Optional.of(work);
    }

    int size() {
        return size;
    }
}
