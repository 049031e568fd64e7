package io.pharos.lineage;

import io.pharos.model.TenantId;
import io.pharos.tenancy.http.Poll;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Adds up in memory what passes by each hop, and tells Redis every few seconds; a hop costs a look-up. While Redis is
 * away the sums wait. A process that dies takes its last seconds along: this is a picture, not a bill.
 */
@Singleton
public final class Lineage {
    /** Stands for this service in a hop. */
    public static final String HERE = "";

    private static final Logger LOG = Logger.getLogger(Lineage.class);
    private static final int MOST = 20_000;

    private final String service;
    private final LineageStore store;
    private final Clock clock;
    private final Poll telling;
    private final Map<Step, Sum> sums = new ConcurrentHashMap<>();

    private record Step(TenantId tenant, Hop hop) {}

    private record Sum(long bytes, long requests, Instant lastSeen) {
        Sum and(Sum other) {
            Instant last = lastSeen.isAfter(other.lastSeen) ? lastSeen : other.lastSeen;
            return new Sum(bytes + other.bytes, requests + other.requests, last);
        }
    }

    @Inject
    public Lineage(LineageConfig config, LineageStore store, Clock clock) {
        this.service = config.service();
        this.store = store;
        this.clock = clock;
        this.telling = Poll.start("lineage", () -> {
            tell();
            return config.every();
        });
    }

    /** So many bytes of the tenant went from one to the other; {@link #HERE} is this service. */
    public void passed(TenantId tenant, String from, String to, String kind, long bytes) {
        Step step = new Step(tenant, new Hop(named(from), named(to), kind));
        if (sums.size() < MOST || sums.containsKey(step)) {
            sums.merge(step, new Sum(bytes, 1, clock.instant()), Sum::and);
        }
    }

    private String named(String name) {
        return name.equals(HERE) ? service : name;
    }

    private void tell() {
        for (Step step : sums.keySet()) {
            Sum sum = sums.remove(step);
            if (sum != null) {
                tell(step, sum);
            }
        }
    }

    private void tell(Step step, Sum sum) {
        try {
            store.add(step.tenant(), new Flow(step.hop(), sum.bytes(), sum.requests(), sum.lastSeen()));
        } catch (RedisAway away) {
            sums.merge(step, sum, Sum::and);
            throw away;
        }
    }

    /** While Redis can still be asked: when beans are destroyed, its clients are gone. */
    void stop(@Observes ShutdownEvent event) {
        telling.close();
        try {
            tell();
        } catch (RedisAway away) {
            LOG.infof("the last hops were not told: %s", away.getMessage());
        }
    }
}
