package io.pharos.collector.limits;

import io.pharos.collector.pipeline.BatchStage;
import io.pharos.collector.pipeline.Sender;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.directory.IngestLimit;
import io.pharos.tenancy.directory.IngestLimits;
import io.pharos.tsdb.write.TenantBatch;
import io.pharos.tsdb.write.WriterConfig;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Holds a tenant to its ingestion rate; what is not stored does not use it up. */
@Singleton
@Priority(100)
final class RateStage implements BatchStage {
    private final IngestionRates rates;
    private final WriterConfig shares;
    private final LimitMetrics metrics;

    @Inject
    RateStage(IngestionRates rates, WriterConfig shares, LimitMetrics metrics) {
        this.rates = rates;
        this.shares = shares;
        this.metrics = metrics;
    }

    @Override
    public void enter(Sender sender, TenantBatch batch) {
        long samples = batch.counts().items();
        rates.take(sender.tenant(), allowance(sender), samples).ifPresent(wait -> over(sender, samples, wait));
    }

    private void over(Sender sender, long samples, Duration wait) {
        IngestLimits limits = sender.limits();
        metrics.overLimit(IngestLimit.INGESTION_RATE, limits, samples);
        if (limits.enforces(IngestLimit.INGESTION_RATE)) {
            throw overRate(limits, allowance(sender), samples, wait);
        }
    }

    @Override
    public void leave(Sender sender, TenantBatch batch, boolean stored) {
        if (!stored) {
            rates.giveBack(sender.tenant(), allowance(sender), batch.counts().items());
        }
    }

    private Allowance allowance(Sender sender) {
        return Allowance.of(sender.limits(), shares.collectors());
    }

    private static Problem overRate(IngestLimits limits, Allowance here, long samples, Duration wait) {
        return Problem.of(
                        Kind.RATE_LIMITED,
                        "write.ingestion-rate",
                        "Over the tenant's limit ingestion_rate of " + limits.ingestionRate()
                                + " samples a second (ingestion_burst_size " + limits.ingestionBurstSize() + ") with "
                                + samples + " more, of which this collector takes " + Math.round(here.rate())
                                + " a second; send them again after the time in Retry-After, with"
                                + " retry_on_http_429: true in Prometheus. The platform's operator can raise it.")
                .retryAfter(wait);
    }
}
