package io.pharos.collector.ingest;

import io.pharos.tsdb.write.ByteBudget;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Takes requests to write in, all protocols' within one bound on the bodies held at once. */
@Singleton
public final class Intake {
    /** A tenth of the heap for bodies as sent: one is there up to three times on its way. */
    private static final int HEAP_PART = 10;

    private final Vertx vertx;
    private final Admission admission;
    private final IngestConfig config;
    private final IngestMetrics metrics;
    private final ByteBudget memory;

    @Inject
    Intake(Vertx vertx, Admission admission, IngestConfig config, IngestMetrics metrics) {
        this.vertx = vertx;
        this.admission = admission;
        this.config = config;
        this.metrics = metrics;
        this.memory = config.maxHeld()
                .map(size -> new ByteBudget(size.asLongValue()))
                .orElseGet(() -> ByteBudget.ofHeap(HEAP_PART));
        metrics.held(memory);
    }

    /** Serves one request by that protocol. */
    public void serve(Protocol protocol, RoutingContext routing) {
        new Exchange(this, protocol, routing.request()).start();
    }

    Vertx vertx() {
        return vertx;
    }

    Admission admission() {
        return admission;
    }

    IngestConfig config() {
        return config;
    }

    IngestMetrics metrics() {
        return metrics;
    }

    ByteBudget memory() {
        return memory;
    }
}
