package io.pharos.gateway.fairness;

import io.pharos.model.TenantId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The places at one engine and the tenants who wait for them. A place that becomes free goes to the tenant who holds
 * the fewest, and among equals to the one who was served longest ago; a tenant's own tickets keep their order. Some
 * places are reserved: only who holds none may take them, so that whoever comes anew need not wait for the many
 * questions of another. Thread-safe.
 */
final class FairQueue<T> {
    /** How many places there are, how many are kept for newcomers, and how many tickets of a tenant may wait. */
    record Bounds(int places, int reserved, int waitingPerTenant) {
        Bounds {
            if (places < 1 || reserved < 0 || reserved >= places || waitingPerTenant < 0) {
                throw new IllegalArgumentException("at least one place must be open to everybody");
            }
        }
    }

    /** What became of a ticket. */
    enum Entry {
        /** It has a place. */
        ADMITTED,
        /** It waits for {@link #leave} to name it. */
        WAITING,
        /** As many of the tenant's tickets wait as may. */
        FULL
    }

    private final Bounds bounds;
    private final Map<TenantId, Line<T>> lines = new LinkedHashMap<>();
    private int held;

    FairQueue(Bounds bounds) {
        this.bounds = bounds;
    }

    private static final class Line<T> {
        final Deque<T> waiting = new ArrayDeque<>();
        int held;
        int most;

        boolean isIdle() {
            return held == 0 && waiting.isEmpty();
        }
    }

    /** Asks for a place for the ticket of a tenant that may hold {@code most} places. */
    synchronized Entry enter(TenantId tenant, T ticket, int most) {
        Line<T> line = lines.computeIfAbsent(tenant, t -> new Line<>());
        line.most = most;
        if (line.waiting.isEmpty() && mayTake(line)) {
            take(tenant, line);
            return Entry.ADMITTED;
        }
        if (line.waiting.size() >= bounds.waitingPerTenant()) {
            return Entry.FULL;
        }
        line.waiting.addLast(ticket);
        return Entry.WAITING;
    }

    /** Gives a tenant's place back; answers with the tickets that have a place from now on. */
    synchronized List<T> leave(TenantId tenant) {
        Line<T> line = lines.get(tenant);
        if (line == null || line.held == 0) {
            throw new IllegalStateException("a place was given back that nobody held");
        }
        line.held--;
        held--;
        if (line.isIdle()) {
            lines.remove(tenant);
        }
        return admitted();
    }

    /** Takes a waiting ticket out; false where it does not wait any more. */
    synchronized boolean withdraw(TenantId tenant, T ticket) {
        Line<T> line = lines.get(tenant);
        if (line == null || !line.waiting.remove(ticket)) {
            return false;
        }
        if (line.isIdle()) {
            lines.remove(tenant);
        }
        return true;
    }

    synchronized int held() {
        return held;
    }

    synchronized int waiting() {
        return lines.values().stream().mapToInt(line -> line.waiting.size()).sum();
    }

    private List<T> admitted() {
        List<T> next = new ArrayList<>(1);
        for (Optional<TenantId> tenant = next(); tenant.isPresent(); tenant = next()) {
            @Nullable Line<T> line = lines.get(tenant.get());
            if (line != null) {
                next.add(line.waiting.removeFirst());
                take(tenant.get(), line);
            }
        }
        return next;
    }

    /** The first of those who hold the fewest: {@link #take} moves who was served to the end. */
    private Optional<TenantId> next() {
        return lines.entrySet().stream()
                .filter(entry -> !entry.getValue().waiting.isEmpty() && mayTake(entry.getValue()))
                .min(Comparator.comparingInt(entry -> entry.getValue().held))
                .map(Map.Entry::getKey);
    }

    private boolean mayTake(Line<T> line) {
        int free = bounds.places() - held;
        return line.held < line.most && free > (line.held == 0 ? 0 : bounds.reserved());
    }

    private void take(TenantId tenant, Line<T> line) {
        line.held++;
        held++;
        lines.remove(tenant);
        lines.put(tenant, line);
    }
}
