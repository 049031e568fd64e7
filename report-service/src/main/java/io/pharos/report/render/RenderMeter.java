package io.pharos.report.render;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pharos.model.Problem;
import io.pharos.report.turn.FairPool;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Counts and times documents: made, and refused by kind. */
@Singleton
class RenderMeter {
    private final MeterRegistry registry;
    private final Timer made;
    private final DistributionSummary bytes;

    RenderMeter(MeterRegistry registry, FairPool<Renderer> pool) {
        this.registry = registry;
        this.made = Timer.builder("pharos.report.render.duration")
                .description("Making a document, its waiting included")
                .publishPercentileHistogram()
                .register(registry);
        this.bytes = DistributionSummary.builder("pharos.report.render.size")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("pharos.report.render.waiting", pool, FairPool::waiting)
                .description("Documents that wait for their turn")
                .register(registry);
    }

    byte[] time(Supplier<byte[]> work) {
        Timer.Sample sample = Timer.start(registry);
        try {
            byte[] document = work.get();
            sample.stop(made);
            bytes.record(document.length);
            return document;
        } catch (Problem refusal) {
            registry.counter(
                            "pharos.report.render.refused",
                            "kind",
                            refusal.kind().name().toLowerCase(java.util.Locale.ROOT))
                    .increment();
            throw refusal;
        }
    }
}
