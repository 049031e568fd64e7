package io.pharos.collector.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pharos.tenancy.directory.IngestLimit;
import io.pharos.tenancy.directory.IngestLimits;
import io.pharos.tsdb.write.ByteBudget;
import io.pharos.tsdb.write.TenantBatch;
import io.pharos.tsdb.write.WriteOutcome;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The collector's own figures. Labels are outcomes, statuses and engines of the directory; never a tenant's data. */
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

    /** So many samples went over a tenant's limit; they were refused where it is enforced. */
    void overLimit(IngestLimit limit, IngestLimits limits, long samples) {
        Counter.builder("pharos.collector.over.limit.samples")
                .description("Samples over a tenant's limit, refused or only observed")
                .tag("limit", limit.value())
                .tag("enforced", Boolean.toString(limits.enforces(limit)))
                .register(registry)
                .increment(samples);
    }

    /** An engine answered. */
    void answered(TenantBatch batch, WriteOutcome outcome) {
        String word = switch (outcome) {
            case WriteOutcome.Stored stored -> "stored";
            case WriteOutcome.Refused refused -> "refused";
            case WriteOutcome.Throttled throttled -> "throttled";
        };
        String engine = batch.route().engine().id();
        count(
                "pharos.collector.samples",
                "Samples by what became of them",
                batch.counts().items(),
                word,
                engine);
        count(
                "pharos.collector.series",
                "Series by what became of them",
                batch.counts().series(),
                word,
                engine);
        count(
                "pharos.collector.series",
                "Series by what became of them",
                batch.rejections().series(),
                "rejected",
                engine);
        count("pharos.collector.forwarded.bytes", "Bodies as forwarded", batch.packedBytes());
    }

    private void count(String name, String description, long amount) {
        Counter.builder(name).description(description).register(registry).increment(amount);
    }

    private void count(String name, String description, long amount, String outcome, String engine) {
        Counter.builder(name)
                .description(description)
                .tag("outcome", outcome)
                .tag("engine", engine)
                .register(registry)
                .increment(amount);
    }
}
