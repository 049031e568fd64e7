package io.pharos.collector.metering;

import io.pharos.model.TenantId;
import io.pharos.tsdb.series.ActiveSeries;
import io.pharos.usage.event.Usage;
import io.pharos.usage.event.UsageLog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Charges each tenant's active series by the hour: every collector tells what it counted, and after the hour one of them
 * charges what all saw together, a little less than the estimate where it is one. A crash between the claim and the
 * charge loses that hour's, and never charges it twice.
 */
@Singleton
final class SeriesHoursJob {
    /** The resource of a series that was active in an hour. */
    static final String ACTIVE_SERIES_HOURS = "active_series_hours";

    private static final Logger LOG = Logger.getLogger(SeriesHoursJob.class);
    private static final Duration HOUR = Duration.ofHours(1);
    /** Time for the last words of other collectors; billing closes its hour five minutes after it. */
    private static final Duration SETTLED = Duration.ofSeconds(75);

    private static final int HOURS_BACK = 3;
    private static final String EVERYBODY = "*";

    private final ActiveSeries series;
    private final SeriesHours hours;
    private final UsageLog usage;
    private final Clock clock;
    private final Set<TenantHour> settled = new HashSet<>();
    private final String collector = UUID.randomUUID().toString();

    /** An hour of a tenant that was charged, by whichever collector. */
    private record TenantHour(TenantId tenant, long hour) {}

    SeriesHoursJob(ActiveSeries series, SeriesHours hours, UsageLog usage, Clock clock) {
        this.series = series;
        this.hours = hours;
        this.usage = usage;
        this.clock = clock;
    }

    @Scheduled(every = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tellAndCharge() {
        try {
            long now = clock.millis();
            for (TenantId tenant : series.tenants()) {
                tell(tenant, now);
                charge(tenant, now);
            }
        } catch (IllegalStateException e) {
            LOG.warnf("active series cannot be charged yet: %s", e.getMessage());
        }
    }

    private void tell(TenantId tenant, long now) {
        for (long hour : new long[] {now / HOUR.toMillis() - 1, now / HOUR.toMillis()}) {
            byte[] counted = series.hour(tenant, hour);
            if (counted.length > 0) {
                hours.tell(tenant, hour, collector, counted);
            }
        }
    }

    private void charge(TenantId tenant, long now) {
        long last = (now - SETTLED.toMillis()) / HOUR.toMillis() - 1;
        settled.removeIf(known -> known.hour() <= last - HOURS_BACK);
        for (long hour = last; hour > last - HOURS_BACK; hour--) {
            if (!settled.contains(new TenantHour(tenant, hour))) {
                long end = (hour + 1) * HOUR.toMillis() - 1;
                hours.claim(tenant, hour).ifPresent(active -> append(tenant, active, Instant.ofEpochMilli(end)));
                settled.add(new TenantHour(tenant, hour));
            }
        }
    }

    private void append(TenantId tenant, long active, Instant end) {
        usage.append(Usage.of(tenant, EVERYBODY, ACTIVE_SERIES_HOURS, active, HOUR, end));
        LOG.infof("charged: tenant=%s activeSeriesHours=%d hourBefore=%s", tenant, active, end);
    }
}
