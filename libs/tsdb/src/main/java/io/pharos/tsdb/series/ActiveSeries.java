package io.pharos.tsdb.series;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.model.TenantId;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.jboss.logging.Logger;

/** The active series of every tenant that writes here; those that ended are let go of in small steps. */
@Singleton
public final class ActiveSeries {
    private static final Logger LOG = Logger.getLogger(ActiveSeries.class);

    private final Map<TenantId, TenantSeries> tenants = new ConcurrentHashMap<>();
    private final Clock clock;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("series-sweeper").factory());
    private long sweptWindow;

    @Inject
    public ActiveSeries(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        this.sweptWindow = clock.millis() / TenantSeries.WINDOW.toMillis();
        Gauge.builder("pharos.writer.active.series", this, ActiveSeries::total)
                .description("Series seen in the last ten to twenty minutes, of all tenants")
                .register(meters);
        Gauge.builder("pharos.writer.series.tables", this, ActiveSeries::bytes)
                .baseUnit("bytes")
                .description("Memory that the counts of active series take")
                .register(meters);
    }

    @PostConstruct
    void start() {
        var unused = sweeper.scheduleWithFixedDelay(this::keep, 1, 1, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        sweeper.shutdownNow();
    }

    /** Says what becomes of each series of a tenant's request. */
    public Pending admit(TenantId tenant, SeriesBatch batch, Edits edits) {
        return of(tenant).admit(batch, edits);
    }

    /** Notes what the engine has acknowledged of a request, by each series' number in it. */
    public void stored(TenantId tenant, Pending pending, IntPredicate which) {
        if (!pending.isEmpty()) {
            of(tenant).stored(pending, which);
        }
    }

    private TenantSeries of(TenantId tenant) {
        TenantSeries known = tenants.get(tenant);
        return known == null ? tenants.computeIfAbsent(tenant, fresh -> new TenantSeries()) : known;
    }

    /** The tenants that have written here. */
    public Set<TenantId> tenants() {
        return Set.copyOf(tenants.keySet());
    }

    public Cardinality cardinality(TenantId tenant) {
        TenantSeries known = tenants.get(tenant);
        return known == null ? Cardinality.NONE : known.cardinality();
    }

    /** What was stored in an hour (since 1970) here, as bytes of a {@link DistinctCount}; empty where nothing was. */
    public byte[] hour(TenantId tenant, long number) {
        TenantSeries known = tenants.get(tenant);
        return known == null ? new byte[0] : known.hour(number);
    }

    private double total() {
        return tenants.values().stream().mapToLong(TenantSeries::active).sum();
    }

    private double bytes() {
        return tenants.values().stream().mapToLong(TenantSeries::bytes).sum();
    }

    private void keep() {
        try {
            long window = clock.millis() / TenantSeries.WINDOW.toMillis();
            if (window != sweptWindow) {
                sweep();
                sweptWindow = window;
            }
        } catch (RuntimeException e) {
            LOG.error("Past series cannot be let go of", e);
        }
    }

    /** Lets go of every series that is no longer active; a request waits for one part of its tenant's at most. */
    public void sweep() {
        for (TenantSeries tenant : tenants.values()) {
            int place = 0;
            do {
                place = tenant.sweep(place, clock.millis());
            } while (place > 0);
        }
    }
}
