package io.pharos.alert.notify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;

/** Counts what goes to Alertmanagers, as Prometheus's {@code prometheus_notifications_*} do. */
@Singleton
class NotifyMetrics {
    private final MeterRegistry registry;
    private final Counter sent;
    private final Counter failed;
    private final Counter dropped;
    private final Counter unroutable;
    private final Timer latency;

    NotifyMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.sent = counter("pharos.alert.notifications.sent", "Alerts that an Alertmanager took.");
        this.failed = counter("pharos.alert.notifications.failed", "Alerts that an Alertmanager did not take.");
        this.dropped = counter(
                "pharos.alert.notifications.dropped",
                "Alerts that fell out of a full queue, or that waited until they were outdated.");
        this.unroutable =
                counter("pharos.alert.notifications.unroutable", "Alerts of tenants that the directory does not know.");
        this.latency = Timer.builder("pharos.alert.notification.duration")
                .description("How long an Alertmanager took to answer a batch.")
                .register(registry);
    }

    void watch(Supplier<Number> waiting) {
        io.micrometer.core.instrument.Gauge.builder("pharos.alert.notifications.waiting", waiting)
                .description("Alerts that wait to be sent.")
                .register(registry);
    }

    void sent(int alerts, boolean taken, Duration took) {
        (taken ? sent : failed).increment(alerts);
        latency.record(took);
    }

    void dropped(int alerts) {
        dropped.increment(alerts);
    }

    void unroutable(int alerts) {
        unroutable.increment(alerts);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
