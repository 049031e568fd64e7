package io.pharos.collector.limits;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.tenancy.directory.IngestLimit;
import io.pharos.tenancy.directory.IngestLimits;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** How much went over tenants' limits, by limit. */
@Singleton
final class LimitMetrics {
    private final MeterRegistry registry;

    @Inject
    LimitMetrics(MeterRegistry registry) {
        this.registry = registry;
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
}
