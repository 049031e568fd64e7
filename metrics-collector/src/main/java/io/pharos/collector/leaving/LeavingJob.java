package io.pharos.collector.leaving;

import io.pharos.model.Problem;
import io.pharos.sql.Database;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.directory.TenantDirectory;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Deletes what is kept of tenants that the directory says are being deleted; again and again, since what was on its way
 * may be stored afterwards. A tenant that the directory does not know is left alone: it may only not know it yet.
 */
@Singleton
final class LeavingJob {
    private static final Logger LOG = Logger.getLogger(LeavingJob.class);

    private final TenantDirectory directory;
    private final Database database;
    private final List<TenantRecords> records;

    @Inject
    LeavingJob(TenantDirectory directory, Database database, @All List<TenantRecords> records) {
        this.directory = directory;
        this.database = database;
        this.records = List.copyOf(records);
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void deleteAll() {
        try {
            String[] leaving = leaving();
            int deleted = leaving.length == 0
                    ? 0
                    : database.transact(session -> records.stream()
                            .mapToInt(each -> each.deleteAll(session, leaving))
                            .sum());
            if (deleted > 0) {
                LOG.infof("rows of deleted tenants were deleted: rows=%d tenants=%s", deleted, List.of(leaving));
            }
        } catch (Problem unavailable) {
            LOG.infof("what deleted tenants left waits: %s", unavailable.code());
        }
    }

    private String[] leaving() {
        return directory.tenants().stream()
                .filter(tenant -> tenant.status() == Status.DELETING)
                .map(tenant -> tenant.id().value())
                .toArray(String[]::new);
    }
}
