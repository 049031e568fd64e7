package io.pharos.collector.metadata;

import io.pharos.collector.pipeline.BatchStage;
import io.pharos.collector.pipeline.Sender;
import io.pharos.tsdb.write.TenantBatch;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Notes what stored batches say of their metrics. */
@Singleton
@Priority(10)
final class MetadataStage implements BatchStage {
    private final MetadataBook book;
    private final Clock clock;

    @Inject
    MetadataStage(MetadataBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    @Override
    public void enter(Sender sender, TenantBatch batch) {}

    @Override
    public void leave(Sender sender, TenantBatch batch, boolean stored) {
        if (stored && !batch.metadata().isEmpty()) {
            book.note(sender.tenant(), batch.metadata(), clock.instant());
        }
    }
}
