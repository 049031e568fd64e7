package io.pharos.billing.rollup;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.billing.rollup.RollupStore.Difference;
import io.pharos.sql.Database;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Compares the hours with a recomputation from their events, every night and when asked. A difference is a defect: it
 * is told, counted for an alarm, and the hour is added up anew.
 */
@Singleton
public final class SelfCheck {
    private static final Logger LOG = Logger.getLogger(SelfCheck.class);
    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofDays(1);

    private final Database database;
    private final RollupStore store;
    private final Rollup rollup;
    private final RollupConfig config;
    private final Clock clock;
    private final AtomicLong found = new AtomicLong();

    SelfCheck(
            Database database,
            RollupStore store,
            Rollup rollup,
            RollupConfig config,
            Clock clock,
            MeterRegistry registry) {
        this.database = database.within(DEADLINE);
        this.store = store;
        this.rollup = rollup;
        this.config = config;
        this.clock = clock;
        Gauge.builder("pharos.billing.rollup.differences", found, AtomicLong::get)
                .description("Hours that the last comparison found to be other than their events: an alarm above zero")
                .register(registry);
    }

    /** What a comparison found: days compared, and tenants' hours that were not what their events say. */
    public record Report(int days, List<String> differences) {}

    @Scheduled(cron = "0 20 2 * * ?", timeZone = "UTC", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void nightly() {
        run(config.checkDays());
    }

    /** Compares the last days, a day at a time; hours that still wait to be added up are not looked at. */
    public Report run(int days) {
        Instant end = rollup.latestClosed().plus(Duration.ofHours(1));
        Instant from = end.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .minusDays(days)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        List<Difference> differences = new ArrayList<>();
        for (Instant day = from; day.isBefore(end); day = day.plus(DAY)) {
            Instant until = day.plus(DAY).isBefore(end) ? day.plus(DAY) : end;
            Instant since = day;
            differences.addAll(database.transact(session -> store.differences(session, since, until)));
        }
        keep(days, differences);
        return new Report(
                days, differences.stream().map(d -> d.tenant() + " " + d.hour()).toList());
    }

    private void keep(int days, List<Difference> differences) {
        found.set(differences.size());
        if (!differences.isEmpty()) {
            LOG.errorf(
                    "%d hours of usage are not what their events say; they are added up anew: %s",
                    differences.size(), differences.getFirst());
        }
        database.transact(session -> {
            differences.forEach(d -> store.mark(session, d));
            store.checked(session, days, differences.size());
            return clock.instant();
        });
    }
}
