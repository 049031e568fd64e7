package io.pharos.tsdb.write;

import io.pharos.usage.event.Usage;
import io.pharos.usage.event.UsageLog;
import io.pharos.wire.remotewrite.WriteCounts;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Counts what was written, where the service meters at all. */
@Singleton
public final class WriteUsage {
    /** The resource of a stored sample or native histogram: the sum that the sender's own counters tell, too. */
    public static final String SAMPLES = "samples";

    /** The resource of a byte of stored samples, unpacked and labelled. */
    public static final String BYTES = "ingest_bytes";

    private final Instance<UsageLog> log;
    private final Clock clock;

    @Inject
    public WriteUsage(Instance<UsageLog> log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Counts what was stored of a batch. */
    void count(TenantBatch batch, String userId, WriteCounts stored) {
        if (log.isResolvable()) {
            addUp(batch, userId, SAMPLES, stored.samples() + stored.histograms());
            addUp(batch, userId, BYTES, stored.bytes());
        }
    }

    /** Counts the points of a batch that an engine stored a part of; the bytes of a part are not known. */
    void countPart(TenantBatch batch, String userId, Written written) {
        if (log.isResolvable() && written.points() > 0) {
            addUp(batch, userId, SAMPLES, written.points());
        }
    }

    /** A request is no event of its own: a sender makes thousands a minute, and is charged for what is in them. */
    private void addUp(TenantBatch batch, String userId, String resource, long quantity) {
        log.get()
                .addUp(Usage.of(
                        batch.route().tenant().id(), userId, resource, quantity, Duration.ZERO, clock.instant()));
    }
}
