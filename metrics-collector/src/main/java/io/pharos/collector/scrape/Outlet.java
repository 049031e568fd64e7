package io.pharos.collector.scrape;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.tenancy.http.Poll;
import io.pharos.tsdb.queue.DiskQueue;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the scrapes of one environment of a tenant go: straight to its engine, and while that is away to a queue on
 * disk, which is emptied in order before anything newer is sent.
 */
final class Outlet implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final TenantId tenant;
    private final Environment environment;
    private final DiskQueue queue;
    private final Delivery delivery;
    private final ScrapeMetrics metrics;
    private final Poll drain;

    Outlet(TenantId tenant, Environment environment, DiskQueue queue, Delivery delivery, Workshop workshop) {
        this.tenant = tenant;
        this.environment = environment;
        this.queue = queue;
        this.delivery = delivery;
        this.metrics = workshop.metrics();
        this.drain = Poll.start("scrape-queue-" + tenant + "-" + environment, () -> drain(workshop.retry()));
    }

    /** What all outlets share. */
    record Workshop(ScrapeMetrics metrics, Duration retry) {}

    /** Sends a scrape, or keeps it for later. */
    void accept(byte[] batch) {
        try {
            if (!queue.isEmpty() || attempt(batch) == Delivery.Outcome.LATER) {
                queue.add(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            queue.add(batch);
        }
    }

    long waitingBytes() {
        return queue.bytes();
    }

    long dropped() {
        return queue.dropped();
    }

    private Duration drain(Duration retry) throws InterruptedException {
        Optional<DiskQueue.Head> head = queue.head();
        if (head.isEmpty()) {
            return IDLE;
        }
        if (attempt(head.get().batch()) == Delivery.Outcome.LATER) {
            return retry;
        }
        queue.remove(head.get());
        return Duration.ZERO;
    }

    private Delivery.Outcome attempt(byte[] batch) throws InterruptedException {
        Delivery.Outcome outcome = delivery.deliver(tenant, environment, batch);
        metrics.attempted(tenant, outcome);
        return outcome;
    }

    @Override
    public void close() {
        drain.close();
    }
}
