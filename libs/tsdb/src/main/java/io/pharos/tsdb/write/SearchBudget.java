package io.pharos.tsdb.write;

import io.pharos.model.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** How many extra requests a tenant's searches for poison may cost its engine: so many a batch, so many a minute. */
final class SearchBudget {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private record Minute(long began, int left) {}

    private final Map<TenantId, Minute> minutes = new ConcurrentHashMap<>();
    private final int ofBatch;
    private final int ofMinute;
    private final LongSupplier nanoTime;

    SearchBudget(int ofBatch, int ofMinute, LongSupplier nanoTime) {
        this.ofBatch = ofBatch;
        this.ofMinute = ofMinute;
        this.nanoTime = nanoTime;
    }

    /** How many requests a search may make now; those that it does not make are to be given back. */
    int take(TenantId tenant) {
        int[] taken = new int[1];
        minutes.compute(tenant, (id, known) -> {
            long now = nanoTime.getAsLong();
            Minute minute = known == null || now - known.began() >= MINUTE ? new Minute(now, ofMinute) : known;
            taken[0] = Math.min(ofBatch, minute.left());
            return new Minute(minute.began(), minute.left() - taken[0]);
        });
        return taken[0];
    }

    void giveBack(TenantId tenant, int unused) {
        minutes.computeIfPresent(
                tenant, (id, minute) -> new Minute(minute.began(), Math.min(ofMinute, minute.left() + unused)));
    }
}
