package io.pharos.router.keys;

import io.pharos.model.Problem;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Keeps this replica's signing keys as the others have them, and rotates them when it is time. */
@Singleton
final class KeyRefreshJob {
    private static final Logger LOG = Logger.getLogger(KeyRefreshJob.class);

    private final SigningKeys keys;

    KeyRefreshJob(SigningKeys keys) {
        this.keys = keys;
    }

    @Scheduled(every = "30s", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void refresh() {
        try {
            keys.refresh();
        } catch (Problem unavailable) {
            LOG.warnf("signing keys were not refreshed, going on with those in memory: %s", unavailable.code());
        }
    }
}
