package io.pharos.router.directory;

import io.pharos.model.Problem;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Keeps this replica's directory as the others have changed it. */
@Singleton
final class DirectoryRefreshJob {
    private static final Logger LOG = Logger.getLogger(DirectoryRefreshJob.class);

    private final LocalDirectory directory;

    DirectoryRefreshJob(LocalDirectory directory) {
        this.directory = directory;
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void refresh() {
        try {
            directory.refresh();
        } catch (Problem unavailable) {
            LOG.warnf("the directory was not refreshed, it is %s old: %s", directory.age(), unavailable.code());
        }
    }
}
