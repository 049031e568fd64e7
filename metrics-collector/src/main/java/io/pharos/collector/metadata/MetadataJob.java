package io.pharos.collector.metadata;

import io.pharos.model.Problem;
import io.pharos.sql.Database;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Writes what senders told to PostgreSQL, and lets go of what is too much or too old. */
@Singleton
final class MetadataJob {
    private static final Logger LOG = Logger.getLogger(MetadataJob.class);

    private final Database database;
    private final MetadataStore store;
    private final MetadataBook book;
    private final MetadataConfig config;
    private final Clock clock;

    MetadataJob(Database database, MetadataStore store, MetadataBook book, MetadataConfig config, Clock clock) {
        this.database = database;
        this.store = store;
        this.book = book;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "${pharos.metadata.flush-every:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void flush() {
        for (MetadataBook.Fresh fresh : book.takeFresh()) {
            flush(fresh);
        }
    }

    private void flush(MetadataBook.Fresh fresh) {
        try {
            database.transact(session -> {
                store.put(session, fresh.tenant(), fresh.metrics(), clock.instant());
                return store.keepLatest(session, fresh.tenant(), config.maxMetrics());
            });
        } catch (Problem unavailable) {
            book.giveBack(fresh);
            LOG.infof("metadata of %s waits: %s", fresh.tenant(), unavailable.code());
        }
    }

    @Scheduled(every = "1h", delayed = "7m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forget() {
        try {
            database.query(
                    session -> store.forgetBefore(session, clock.instant().minus(config.keptFor())));
        } catch (Problem unavailable) {
            LOG.infof("old metadata was not deleted this time: %s", unavailable.code());
        }
    }
}
