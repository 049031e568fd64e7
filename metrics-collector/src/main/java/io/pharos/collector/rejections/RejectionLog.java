package io.pharos.collector.rejections;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.model.TenantId;
import io.pharos.wire.remotewrite.Rejections;
import io.pharos.wire.remotewrite.SeriesFault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Notes what is rejected: counted by reason, and each tenant's last hundred kept until {@link RejectionJob} has shared
 * them with the other collectors. Bounded, whatever is sent.
 */
@Singleton
public final class RejectionLog {
    static final int KEPT = 100;
    private static final int MOST_TENANTS = 10_000;

    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<TenantId, ArrayDeque<RejectedSeries>> fresh = new HashMap<>();

    @Inject
    RejectionLog(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** Notes what of one request was rejected, and which limits it went over that are only observed. */
    public void note(TenantId tenant, String userId, Rejections rejections) {
        rejections.byFault().forEach((fault, count) -> count("rejected", fault, count));
        rejections.observed().forEach((fault, count) -> count("observed", fault, count));
        if (!rejections.first().isEmpty()) {
            keep(tenant, userId, rejections);
        }
    }

    private void count(String outcome, SeriesFault fault, long series) {
        Counter.builder("pharos.collector.rejections")
                .description("Series that were rejected, or would have been were their limit enforced, by reason")
                .baseUnit("series")
                .tag("outcome", outcome)
                .tag("reason", fault.id())
                .register(meters)
                .increment(series);
    }

    private synchronized void keep(TenantId tenant, String userId, Rejections rejections) {
        if (fresh.size() >= MOST_TENANTS && !fresh.containsKey(tenant)) {
            return;
        }
        ArrayDeque<RejectedSeries> last = fresh.computeIfAbsent(tenant, first -> new ArrayDeque<>());
        Instant now = clock.instant();
        for (Rejections.Rejection rejection : rejections.first()) {
            last.addFirst(RejectedSeries.of(rejection, now, userId));
        }
        while (last.size() > KEPT) {
            last.removeLast();
        }
    }

    /** Takes what was noted since the last time, the latest of each tenant first. */
    synchronized Map<TenantId, List<RejectedSeries>> take() {
        Map<TenantId, List<RejectedSeries>> taken = new HashMap<>();
        fresh.forEach((tenant, last) -> taken.put(tenant, List.copyOf(last)));
        fresh.clear();
        return taken;
    }

    /** Puts back what could not be shared; what came meanwhile is later than it. */
    synchronized void giveBack(TenantId tenant, List<RejectedSeries> older) {
        ArrayDeque<RejectedSeries> last = fresh.computeIfAbsent(tenant, first -> new ArrayDeque<>());
        for (RejectedSeries one : older) {
            if (last.size() < KEPT) {
                last.addLast(one);
            }
        }
    }

    /** What is not shared yet of a tenant's, the latest first. */
    synchronized List<RejectedSeries> unshared(TenantId tenant) {
        ArrayDeque<RejectedSeries> last = fresh.get(tenant);
        return last == null ? List.of() : new ArrayList<>(last);
    }
}
