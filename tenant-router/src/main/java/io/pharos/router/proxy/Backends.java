package io.pharos.router.proxy;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The services that are installed, by name. */
final class Backends {
    private static final Duration INSTALL_TIME = Duration.ofSeconds(60);

    private final Map<String, Backend> byService = new LinkedHashMap<>();

    Backends(ProxyConfig.Services services, Clock clock) {
        add("metrics-collector", services.metricsCollector(), clock);
        add("query-gateway", services.queryGateway(), clock);
        add("alert-engine", services.alertEngine(), clock);
        add("billing-service", services.billingService(), clock);
        add("grafana-provisioner", services.grafanaProvisioner(), clock);
        add("report-service", services.reportService(), clock);
        add("commerce-monitor", services.commerceMonitor(), clock);
        add("log-insight", services.logInsight(), clock);
    }

    /** The service, or a problem UNAVAILABLE where it is not installed. */
    Backend of(String service) {
        Backend backend = byService.get(service);
        if (backend == null) {
            throw Problem.of(
                            Kind.UNAVAILABLE,
                            "route.service-not-installed",
                            "The service " + service + ", which answers here, is not part of this installation.")
                    .retryAfter(INSTALL_TIME);
        }
        return backend;
    }

    Iterable<Backend> all() {
        return byService.values();
    }

    private void add(String service, Optional<URI> address, Clock clock) {
        address.ifPresent(uri -> byService.put(service, new Backend(service, uri, new Breaker(clock))));
    }
}
