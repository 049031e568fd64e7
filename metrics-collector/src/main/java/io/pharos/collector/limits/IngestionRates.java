package io.pharos.collector.limits;

import io.pharos.collector.limits.Bucket.Draw;
import io.pharos.model.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Holds each tenant to its ingestion rate and burst as the directory has them now; one bucket a tenant, in memory. */
@Singleton
public final class IngestionRates {
    private final Map<TenantId, Bucket> buckets = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    @Inject
    IngestionRates() {
        this(System::nanoTime);
    }

    IngestionRates(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Empty where so many samples may be written now, and they are counted; else how long to wait. */
    public Optional<Duration> take(TenantId tenant, Allowance allowance, long samples) {
        long now = nanoTime.getAsLong();
        Duration[] wait = new Duration[1];
        buckets.compute(tenant, (id, known) -> {
            Bucket bucket = known == null ? Bucket.full(allowance.burst(), now) : known;
            return switch (bucket.draw(samples, allowance.rate(), allowance.burst(), now)) {
                case Draw.Taken taken -> taken.bucket();
                case Draw.Wait waiting -> {
                    wait[0] = waiting.time();
                    yield bucket;
                }
            };
        });
        return Optional.ofNullable(wait[0]);
    }

    /** Takes back what was counted and then not stored: an outage of the engine does not use up the tenant's rate. */
    public void giveBack(TenantId tenant, Allowance allowance, long samples) {
        buckets.computeIfPresent(tenant, (id, bucket) -> bucket.giveBack(samples, allowance.burst()));
    }
}
