package io.pharos.billing.rollup;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pharos.billing.rollup.RollupStore.Backlog;
import io.pharos.model.Problem;
import io.pharos.sql.Database;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Adds up what is to be added up, each half minute, and tells how much waits. */
@Singleton
final class RollupJob {
    private static final Logger LOG = Logger.getLogger(RollupJob.class);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Rollup rollup;
    private final RollupStore store;
    private final Database database;
    private final Clock clock;
    private final Timer timer;
    private final AtomicLong lagSeconds = new AtomicLong();

    RollupJob(Rollup rollup, RollupStore store, Database database, Clock clock, MeterRegistry registry) {
        this.rollup = rollup;
        this.store = store;
        this.database = database;
        this.clock = clock;
        this.timer = Timer.builder("pharos.billing.rollup.duration")
                .description("Time to add one hour of usage up")
                .register(registry);
        Gauge.builder("pharos.billing.rollup.lag", lagSeconds, AtomicLong::get)
                .baseUnit("seconds")
                .description("How long ago the oldest hour ended that waits to be added up")
                .register(registry);
    }

    @Scheduled(every = "30s", delayed = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void run() {
        try {
            while (step()) {
                LOG.debug("an hour was added up");
            }
            tell();
        } catch (Problem unavailable) {
            LOG.warnf("usage was not added up this time: %s", unavailable.code());
        }
    }

    private boolean step() {
        Instant start = clock.instant();
        Optional<Rollup.Done> done = rollup.step();
        done.ifPresent(d -> timer.record(Duration.between(start, clock.instant())));
        return done.isPresent();
    }

    private void tell() {
        Backlog backlog = database.query(session -> store.backlog(session, rollup.latestClosed()));
        lagSeconds.set(backlog.oldest()
                .map(hour -> Duration.between(hour.plus(HOUR), clock.instant()).toSeconds())
                .orElse(0L));
    }
}
