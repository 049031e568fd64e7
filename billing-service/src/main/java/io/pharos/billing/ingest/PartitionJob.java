package io.pharos.billing.ingest;

import io.pharos.sql.Database;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jboss.logging.Logger;

/** Makes the days that events can be of, and drops the days that are kept no longer. */
@Singleton
final class PartitionJob {
    private static final Logger LOG = Logger.getLogger(PartitionJob.class);
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final int DAYS_AHEAD = 3;
    private static final int DAYS_BEFORE = 2;

    private final Database database;
    private final EventStore events;
    private final QuarantineStore quarantine;
    private final IngestConfig config;
    private final IngestMetrics metrics;
    private final Clock clock;

    PartitionJob(
            Database database,
            EventStore events,
            QuarantineStore quarantine,
            IngestConfig config,
            IngestMetrics metrics,
            Clock clock) {
        if (config.keep().compareTo(config.late().plusDays(DAYS_BEFORE)) <= 0) {
            throw new IllegalStateException("pharos.billing.ingest.keep is longer than late by more than two days:"
                    + " an event whose key is gone could be counted twice");
        }
        this.database = database.within(DEADLINE);
        this.events = events;
        this.quarantine = quarantine;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** At the start, too: no event is taken before its day is there. */
    void make() {
        LocalDate first = day(config.late()).minusDays(DAYS_BEFORE);
        LocalDate last = day(Duration.ZERO).plusDays(DAYS_AHEAD);
        database.transact(session -> {
            events.makePartitions(session, first, last);
            return last;
        });
    }

    @Scheduled(every = "1h", delayed = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void keep() {
        make();
        int dropped = database.transact(session -> events.dropPartitions(session, day(config.keep())));
        if (dropped > 0) {
            LOG.infof("usage is kept for %s: %d partitions of older days were dropped", config.keep(), dropped);
        }
    }

    @Scheduled(every = "1m", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        metrics.waiting(database.query(quarantine::waiting).stream()
                .mapToLong(Map.Entry::getValue)
                .sum());
    }

    private LocalDate day(Duration ago) {
        return clock.instant().minus(ago).atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
