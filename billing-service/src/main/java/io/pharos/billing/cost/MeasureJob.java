package io.pharos.billing.cost;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.billing.cost.CostStore.Due;
import io.pharos.model.Problem;
import io.pharos.sql.Database;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Measures the hours of each pool once they are over, for as long back as a Prometheus usually remembers. All replicas
 * may run it: an hour is kept once.
 */
@Singleton
public final class MeasureJob {
    private static final Logger LOG = Logger.getLogger(MeasureJob.class);
    private static final Duration BACK = Duration.ofDays(7);
    /** Until the last scrape of the hour is in. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private static final int MOST = 500;

    private final Database database;
    private final CostStore store;
    private final OperatorPrometheus prometheus;
    private final Clock clock;
    private final AtomicInteger waiting = new AtomicInteger();

    MeasureJob(Database database, CostStore store, OperatorPrometheus prometheus, Clock clock, MeterRegistry registry) {
        this.database = database;
        this.store = store;
        this.prometheus = prometheus;
        this.clock = clock;
        Gauge.builder("pharos.billing.cost.unmeasured", waiting, AtomicInteger::get)
                .baseUnit("hours")
                .description("Hours of cost pools that the operator's Prometheus has not told yet")
                .register(registry);
    }

    /** Up to when hours can be measured: whole ones whose last scrape is in. */
    public static Instant settled(Instant now) {
        return now.minus(SETTLED).truncatedTo(ChronoUnit.HOURS);
    }

    @Scheduled(
            every = "${pharos.billing.cost.every:5m}",
            delayed = "70s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void scheduled() {
        if (!prometheus.isThere()) {
            return;
        }
        try {
            run();
        } catch (Problem unavailable) {
            LOG.warnf("what the suite consumes is measured later: %s", unavailable.code());
        }
    }

    /** Measures what is due; answers with how many hours could not be told yet. */
    public int run() {
        Instant now = clock.instant();
        List<Due> due = database.query(session -> store.toMeasure(session, now.minus(BACK), settled(now), MOST));
        int untold = (int) due.stream().filter(hour -> !measured(hour)).count();
        waiting.set(untold);
        return untold;
    }

    private boolean measured(Due due) {
        Instant end = due.hour().plus(Duration.ofHours(1));
        Optional<BigDecimal> quantity = prometheus.value(due.pool().query(), end);
        quantity.ifPresent(units -> database.transact(session -> {
            store.add(session, due, units, clock.instant());
            return units;
        }));
        return quantity.isPresent();
    }
}
