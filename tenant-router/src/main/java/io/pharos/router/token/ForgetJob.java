package io.pharos.router.token;

import io.pharos.model.Problem;
import io.pharos.router.revocation.RevocationStore;
import io.pharos.sql.Database;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Deletes what has ended: refresh families, and revocations of tokens that have expired by themselves. */
@Singleton
final class ForgetJob {
    private static final Logger LOG = Logger.getLogger(ForgetJob.class);

    private final Database database;
    private final RefreshStore refreshes;
    private final RevocationStore revocations;
    private final Clock clock;

    ForgetJob(Database database, RefreshStore refreshes, RevocationStore revocations, Clock clock) {
        this.database = database;
        this.refreshes = refreshes;
        this.revocations = revocations;
        this.clock = clock;
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forget() {
        Instant now = clock.instant();
        try {
            database.transact(session -> {
                refreshes.forgetEnded(session, now);
                revocations.forgetExpired(session, now);
                return now;
            });
        } catch (Problem unavailable) {
            LOG.infof("ended tokens were not deleted this time: %s", unavailable.code());
        }
    }
}
