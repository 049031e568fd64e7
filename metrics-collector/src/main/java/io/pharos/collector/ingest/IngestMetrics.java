package io.pharos.collector.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pharos.tsdb.write.ByteBudget;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How requests to write are answered. Labels are statuses and codes; never a tenant's data. Meters are kept, since looking
 * one up takes as long as much of a small request's work.
 */
@Singleton
final class IngestMetrics {
    private final MeterRegistry registry;
    private final Counter received;
    private final Map<Said, Timer> timers = new ConcurrentHashMap<>();

    private record Said(int status, String code) {}

    @Inject
    IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.received = Counter.builder("pharos.collector.received.bytes")
                .description("Bodies as sent")
                .register(registry);
    }

    void held(ByteBudget memory) {
        Gauge.builder("pharos.collector.held", memory, ByteBudget::held)
                .baseUnit("bytes")
                .description("Bodies that are on their way to an engine")
                .register(registry);
    }

    /** A request was answered with that status and code, so long after it began. */
    void request(int status, String code, long bytes, Duration took) {
        timers.computeIfAbsent(new Said(status, code), this::timer).record(took);
        received.increment(bytes);
    }

    private Timer timer(Said said) {
        return Timer.builder("pharos.collector.request")
                .description("Write requests by the answer they got")
                .tag("status", Integer.toString(said.status()))
                .tag("code", said.code())
                .register(registry);
    }
}
