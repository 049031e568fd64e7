package io.pharos.router.proxy;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The services that are installed, each with the replicas that the router knows. */
final class Backends {
    private static final Duration INSTALL_TIME = Duration.ofSeconds(60);

    private final Map<String, List<Backend>> byService = new LinkedHashMap<>();

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

    /**
     * The replica of a service that a request goes to: its own one, or while that is left alone the next in its order.
     * A problem UNAVAILABLE where the service is not installed, or all of it is left alone.
     */
    Backend choose(String service, Pin pin) {
        List<Backend> replicas = byService.get(service);
        if (replicas == null) {
            throw Problem.of(
                            Kind.UNAVAILABLE,
                            "route.service-not-installed",
                            "The service " + service + ", which answers here, is not part of this installation.")
                    .retryAfter(INSTALL_TIME);
        }
        for (Backend replica : replicas.size() == 1 ? replicas : ordered(replicas, pin)) {
            if (replica.breaker().permits()) {
                return replica;
            }
        }
        throw UpstreamProblems.resting(replicas.getFirst());
    }

    /** The tenant's own replicas in the sender's order, and then the others, which take over when those are away. */
    private static List<Backend> ordered(List<Backend> replicas, Pin pin) {
        List<Backend> ofTenant = Rendezvous.order(replicas, pin.tenantKey(), Backend::name);
        int own = pin.shards() == 0 ? replicas.size() : Math.min(pin.shards(), replicas.size());
        List<Backend> order = new ArrayList<>(Rendezvous.order(ofTenant.subList(0, own), pin.sender(), Backend::name));
        order.addAll(ofTenant.subList(own, ofTenant.size()));
        return order;
    }

    Iterable<Backend> all() {
        return byService.values().stream().flatMap(List::stream).toList();
    }

    private void add(String service, Optional<List<URI>> addresses, Clock clock) {
        addresses
                .filter(all -> !all.isEmpty())
                .ifPresent(all -> byService.put(
                        service,
                        all.stream()
                                .map(uri -> new Backend(service, uri, new Breaker(clock)))
                                .toList()));
    }
}
