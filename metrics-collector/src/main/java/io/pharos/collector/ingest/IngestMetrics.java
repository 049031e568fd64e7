package io.pharos.collector.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pharos.tsdb.write.ByteBudget;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** How requests to write are answered. Labels are statuses and codes; never a tenant's data. */
@Singleton
final class IngestMetrics {
    private final MeterRegistry registry;

    @Inject
    IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void held(ByteBudget memory) {
        Gauge.builder("pharos.collector.held", memory, ByteBudget::held)
                .baseUnit("bytes")
                .description("Bodies that are on their way to an engine")
                .register(registry);
    }

    /** A request was answered with that status and code, so long after it began. */
    void request(int status, String code, long bytes, Duration took) {
        Timer.builder("pharos.collector.request")
                .description("Write requests by the answer they got")
                .tag("status", Integer.toString(status))
                .tag("code", code)
                .register(registry)
                .record(took);
        count("pharos.collector.received.bytes", "Bodies as sent", bytes);
    }

    private void count(String name, String description, long amount) {
        Counter.builder(name).description(description).register(registry).increment(amount);
    }
}
