package io.pharos.collector.scrape;

import io.pharos.collector.targets.JobBook;
import io.pharos.collector.targets.JobSecrets;
import io.pharos.collector.targets.TargetsConfig;
import io.pharos.ownership.Ownership;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.egress.EgressClient;
import io.pharos.tenancy.egress.EgressGuard;
import io.pharos.tenancy.http.Poll;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Starts scraping with the service, and stops it. */
@Singleton
final class ScrapeStart {
    private static final Duration LONGEST_SCRAPE = Duration.ofSeconds(60);

    private final EgressClient client;
    private final Scraping scraping;
    private final Outlets outlets;
    private final ScrapeMetrics metrics;
    private @Nullable Poll refresh;

    ScrapeStart(
            Vertx vertx,
            EgressGuard guard,
            JobBook book,
            Discovery discovery,
            Ownership ownership,
            TenantDirectory directory,
            TargetsConfig targets,
            JobSecrets secrets,
            Delivery delivery,
            ScrapeMetrics metrics,
            ScrapeConfig config,
            Clock clock) {
        int maxBytes = Math.toIntExact(config.maxBody().asLongValue());
        this.client = new EgressClient(
                vertx, guard, new EgressClient.Bounds(LONGEST_SCRAPE, maxBytes, config.maxConcurrent()));
        this.outlets = new Outlets(delivery, metrics, config);
        this.metrics = metrics;
        this.scraping = new Scraping(new Scraping.Parts(
                book,
                discovery,
                ownership,
                directory,
                targets,
                outlets,
                new Fetcher(client, secrets, maxBytes),
                clock));
    }

    void start(@Observes StartupEvent event) {
        metrics.watch(scraping);
        outlets.takeUp();
        refresh = Poll.start("scrape-targets", scraping::refresh);
    }

    void stop(@Observes ShutdownEvent event) {
        if (refresh != null) {
            refresh.close();
        }
        scraping.close();
        client.close();
    }
}
