package io.pharos.collector.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.tsdb.write.TenantBatch;
import io.pharos.tsdb.write.WriteOutcome;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What became of batches. Labels are outcomes and engines of the directory; never a tenant's data. Meters are kept, since
 * looking one up takes as long as much of a small request's work.
 */
@Singleton
final class PipelineMetrics {
    private final MeterRegistry registry;
    private final Counter forwarded;
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

    private record Key(Counted what, String outcome, String engine) {}

    private enum Counted {
        SAMPLES("pharos.collector.samples", "Samples by what became of them"),
        SERIES("pharos.collector.series", "Series by what became of them");

        private final String meter;
        private final String description;

        Counted(String meter, String description) {
            this.meter = meter;
            this.description = description;
        }
    }

    @Inject
    PipelineMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.forwarded = Counter.builder("pharos.collector.forwarded.bytes")
                .description("Bodies as forwarded")
                .register(registry);
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
        count(Counted.SAMPLES, word, engine, batch.counts().items());
        count(Counted.SERIES, word, engine, batch.counts().series());
        count(Counted.SERIES, "rejected", engine, batch.rejections().series());
        forwarded.increment(batch.packedBytes());
    }

    private void count(Counted what, String outcome, String engine, long amount) {
        counters.computeIfAbsent(new Key(what, outcome, engine), this::counter).increment(amount);
    }

    private Counter counter(Key key) {
        return Counter.builder(key.what().meter)
                .description(key.what().description)
                .tag("outcome", key.outcome())
                .tag("engine", key.engine())
                .register(registry);
    }
}
