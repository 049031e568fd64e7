package io.pharos.collector.scrape;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.model.TenantId;
import io.pharos.usage.event.Usage;
import io.pharos.usage.event.UsageLog;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** What scraping does, and what is charged for it: a scrape that is stored. */
@Singleton
class ScrapeMetrics {
    /** The resource of a stored scrape. */
    static final String SCRAPES = "scrapes";

    private final MeterRegistry registry;
    private final Instance<UsageLog> usage;
    private final Clock clock;

    ScrapeMetrics(MeterRegistry registry, Instance<UsageLog> usage, Clock clock) {
        this.registry = registry;
        this.usage = usage;
        this.clock = clock;
    }

    void watch(Scraping scraping) {
        Gauge.builder("pharos.collector.scrape.targets", scraping, Scraping::targets)
                .description("Targets that this replica knows; it scrapes those that it owns")
                .register(registry);
        Gauge.builder("pharos.collector.scrape.queue", scraping, Scraping::waitingBytes)
                .baseUnit("bytes")
                .description("Scrapes that wait on disk for their engine")
                .register(registry);
        FunctionCounter.builder("pharos.collector.scrape.dropped", scraping, Scraping::dropped)
                .description("Scrapes that were dropped because the queue was full: an alarm")
                .register(registry);
    }

    void attempted(TenantId tenant, Delivery.Outcome outcome) {
        Counter.builder("pharos.collector.scrape.deliveries")
                .description("Attempts to bring a scrape to its engine")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
        if (outcome == Delivery.Outcome.STORED && usage.isResolvable()) {
            usage.get().append(Usage.of(tenant, Delivery.USER, SCRAPES, 1, Duration.ZERO, clock.instant()));
        }
    }
}
