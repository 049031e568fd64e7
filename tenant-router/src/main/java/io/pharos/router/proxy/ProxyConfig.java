package io.pharos.router.proxy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
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

    /** The most connections to one service. */
    @WithDefault("512")
    int maxConnections();

    /** The services' addresses; one that is not given is not installed. */
    Services services();

    /** One address a service. */
    interface Services {
        /** Writes, scrape targets. */
        Optional<URI> metricsCollector();

        /** Reads. */
        Optional<URI> queryGateway();

        /** Rules, alerts, notifications. */
        Optional<URI> alertEngine();

        /** Usage, plans, invoices. */
        Optional<URI> billingService();

        /** Dashboards, objectives. */
        Optional<URI> grafanaProvisioner();

        /** Reports and pages. */
        Optional<URI> reportService();

        /** The mall's own monitors and operations. */
        Optional<URI> commerceMonitor();

        /** Logs. */
        Optional<URI> logInsight();
    }
}
