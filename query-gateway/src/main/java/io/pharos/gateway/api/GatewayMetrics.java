package io.pharos.gateway.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pharos.gateway.quota.Verdict;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The gateway's own numbers; their labels are endpoints, statuses and verdicts, never tenants or users. */
@Singleton
final class GatewayMetrics {
    private final MeterRegistry registry;
    private final Counter wallFailures;
    private final Map<Served, Timer> served = new ConcurrentHashMap<>();
    private final Map<String, Counter> verdicts = new ConcurrentHashMap<>();

    private final Map<String, Counter> refusals = new ConcurrentHashMap<>();

    private record Served(String endpoint, int status) {}

    @Inject
    GatewayMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.wallFailures = Counter.builder("pharos.gateway.wall.failures")
                .description("Queries withheld because enforcement could not vouch for them; above zero is a defect")
                .register(registry);
    }

    /** One request was answered in whole. */
    void served(@Nullable Endpoint endpoint, int status, long nanos) {
        String name = endpoint == null ? "none" : endpoint.path();
        served.computeIfAbsent(new Served(name, status), this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    void counted(Verdict verdict) {
        verdicts.computeIfAbsent(verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT), this::counter)
                .increment();
    }

    /** One request was refused; codes are a closed list. */
    void refused(String code) {
        refusals.computeIfAbsent(code, this::refusal).increment();
    }

    void withheld() {
        wallFailures.increment();
    }

    private Timer timer(Served key) {
        return Timer.builder("pharos.gateway.request")
                .description("Requests answered, from their head to the last byte of their answer")
                .tag("endpoint", key.endpoint())
                .tag("status", Integer.toString(key.status()))
                .register(registry);
    }

    private Counter refusal(String code) {
        return Counter.builder("pharos.gateway.refusals")
                .description("Requests refused, by the code of their problem")
                .tag("code", code)
                .register(registry);
    }

    private Counter counter(String verdict) {
        return Counter.builder("pharos.gateway.quota.verdicts")
                .description("What the quota said to requests")
                .tag("verdict", verdict)
                .register(registry);
    }
}
