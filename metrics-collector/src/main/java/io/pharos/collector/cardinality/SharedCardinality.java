package io.pharos.collector.cardinality;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.pharos.model.TenantId;
import io.pharos.tsdb.series.ActiveSeries;
import io.pharos.tsdb.series.Cardinality;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jboss.logging.Logger;

/** A tenant's series at all collectors together: each tells the others what it counts. */
@Singleton
class SharedCardinality {
    private static final Logger LOG = Logger.getLogger(SharedCardinality.class);

    private final ActiveSeries series;
    private final CardinalityStore store;
    private final String collector = UUID.randomUUID().toString();

    @Inject
    SharedCardinality(ActiveSeries series, CardinalityStore store) {
        this.series = series;
        this.store = store;
    }

    /** Whether every collector's part is in the counts. */
    record Whole(Cardinality counts, boolean complete) {}

    Whole of(TenantId tenant) {
        Cardinality all = series.cardinality(tenant);
        try {
            for (Cardinality other : store.ofOthers(tenant, collector)) {
                all = all.and(other);
            }
            return new Whole(all, true);
        } catch (IllegalStateException | JsonProcessingException e) {
            LOG.infof("series at other collectors cannot be told: %s", e.getMessage());
            return new Whole(all, false);
        }
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tell() {
        try {
            for (TenantId tenant : series.tenants()) {
                store.tell(tenant, collector, series.cardinality(tenant));
            }
        } catch (IllegalStateException | JsonProcessingException e) {
            LOG.infof("other collectors cannot be told of series: %s", e.getMessage());
        }
    }
}
