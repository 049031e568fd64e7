package io.pharos.collector.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.tsdb.write.TenantBatch;
import io.pharos.tsdb.write.WriteOutcome;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What became of batches. Labels are outcomes and engines of the directory; never a tenant's data. */
@Singleton
final class PipelineMetrics {
    private final MeterRegistry registry;

    @Inject
    PipelineMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** An engine answered. */
    void answered(TenantBatch batch, WriteOutcome outcome) {
        String word = switch (outcome) {
            case WriteOutcome.Stored stored -> "stored";
            case WriteOutcome.Refused refused -> "refused";
            case WriteOutcome.Partly partly -> "stored in part";
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
