package io.pharos.sql;

import io.pharos.model.Problem;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Deletes the answers that are kept for repetition, after their day. */
@Singleton
final class ForgetAnswersJob {
    private static final Logger LOG = Logger.getLogger(ForgetAnswersJob.class);

    private final Database database;
    private final Repetition repetition;

    ForgetAnswersJob(Database database, Repetition repetition) {
        this.database = database;
        this.repetition = repetition;
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forget() {
        try {
            int forgotten = database.transact(repetition::forgetOld);
            LOG.debugf("%d old answers were deleted", forgotten);
        } catch (Problem unavailable) {
            LOG.infof("old answers were not deleted this time: %s", unavailable.code());
        }
    }
}
