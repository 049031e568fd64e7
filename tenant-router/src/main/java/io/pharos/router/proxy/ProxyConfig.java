package io.pharos.router.proxy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where requests go, and how many at once. */
@ConfigMapping(prefix = "pharos.router.proxy")
public interface ProxyConfig {
    /** The most requests under way in this replica; beyond it is an overload of ours: 503. */
    @WithDefault("2048")
    int maxInFlight();

    /** The longest wait for a connection to one of our services. */
    @WithDefault("PT2S")
    Duration connectTimeout();

    /** The most connections of each event loop to one service. */
    @WithDefault("512")
    int maxConnections();

    /** The services' addresses; one that is not given is not installed. */
    Services services();

    /**
     * The addresses of a service, separated by commas: one, or each replica's own. A tenant's writes go to so many of the
     * collectors as its ingestionTenantShardSize says, which have to be told of all by pharos.writer.collectors.
     */
    interface Services {
        /** Writes, scrape targets. */
        Optional<List<URI>> metricsCollector();

        /** Reads. */
        Optional<List<URI>> queryGateway();

        /** Rules, alerts, notifications. */
        Optional<List<URI>> alertEngine();

        /** Usage, plans, invoices. */
        Optional<List<URI>> billingService();

        /** Dashboards, objectives. */
        Optional<List<URI>> grafanaProvisioner();

        /** Reports and pages. */
        Optional<List<URI>> reportService();

        /** The mall's own monitors and operations. */
        Optional<List<URI>> commerceMonitor();

        /** Logs. */
        Optional<List<URI>> logInsight();
    }
}
