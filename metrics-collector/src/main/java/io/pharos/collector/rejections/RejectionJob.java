package io.pharos.collector.rejections;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Shares what was rejected here with the other collectors. */
@Singleton
final class RejectionJob {
    private static final Logger LOG = Logger.getLogger(RejectionJob.class);

    private final RejectionLog log;
    private final RejectionStore store;

    RejectionJob(RejectionLog log, RejectionStore store) {
        this.log = log;
        this.store = store;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void share() {
        log.take().forEach((tenant, rejected) -> {
            try {
                store.add(tenant, rejected);
            } catch (IllegalStateException | JsonProcessingException e) {
                log.giveBack(tenant, rejected);
                LOG.infof("rejections of %s wait: %s", tenant, e.getMessage());
            }
        });
    }
}
