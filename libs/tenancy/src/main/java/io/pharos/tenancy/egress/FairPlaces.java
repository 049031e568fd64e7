package io.pharos.tenancy.egress;

import io.pharos.model.TenantId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Places for calls that may be under way at once. No tenant holds more than its part, and a place that becomes free goes
 * to the tenant who holds the fewest, among equals to who was served longest ago; a tenant's own calls keep their order.
 */
final class FairPlaces {
    private final int places;
    private final int mostOfTenant;
    private final Map<TenantId, Line> lines = new LinkedHashMap<>();
    private int held;

    private static final class Line {
        private final Deque<CountDownLatch> waiting = new ArrayDeque<>();
        private int held;
    }

    FairPlaces(int places, int mostOfTenant) {
        this.places = places;
        this.mostOfTenant = mostOfTenant;
    }

    /** Waits for a place; false where none came in time. */
    boolean acquire(TenantId tenant, Duration patience) throws InterruptedException {
        CountDownLatch turn = new CountDownLatch(1);
        synchronized (this) {
            lines.computeIfAbsent(tenant, t -> new Line()).waiting.addLast(turn);
            admit();
        }
        try {
            return turn.await(patience.toMillis(), TimeUnit.MILLISECONDS) || !withdraw(tenant, turn);
        } catch (InterruptedException e) {
            if (!withdraw(tenant, turn)) {
                release(tenant);
            }
            throw e;
        }
    }

    synchronized void release(TenantId tenant) {
        Line line = lines.get(tenant);
        if (line == null || line.held == 0) {
            throw new IllegalStateException("a place was given back that nobody held");
        }
        line.held--;
        held--;
        forgetIfIdle(tenant, line);
        admit();
    }

    /** Takes a call out that still waits; false where it has its place. */
    private synchronized boolean withdraw(TenantId tenant, CountDownLatch turn) {
        Line line = lines.get(tenant);
        if (line == null || !line.waiting.remove(turn)) {
            return false;
        }
        forgetIfIdle(tenant, line);
        return true;
    }

    private void forgetIfIdle(TenantId tenant, Line line) {
        if (line.held == 0 && line.waiting.isEmpty()) {
            lines.remove(tenant);
        }
    }

    private void admit() {
        for (Optional<TenantId> next = next(); next.isPresent(); next = next()) {
            TenantId tenant = next.get();
            Line line = lines.remove(tenant);
            if (line != null) {
                line.waiting.removeFirst().countDown();
                line.held++;
                held++;
                lines.put(tenant, line);
            }
        }
    }

    private Optional<TenantId> next() {
        if (held == places) {
            return Optional.empty();
        }
        return lines.entrySet().stream()
                .filter(entry -> !entry.getValue().waiting.isEmpty() && entry.getValue().held < mostOfTenant)
                .min(Comparator.comparingInt(entry -> entry.getValue().held))
                .map(Map.Entry::getKey);
    }
}
