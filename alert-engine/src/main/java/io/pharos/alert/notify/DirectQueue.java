package io.pharos.alert.notify;

import io.pharos.alert.deliver.DirectDelivery;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Hands alerts to the receivers of tenants that have no Alertmanager, each owner's on a thread of its own. */
@Singleton
class DirectQueue {
    private static final Logger LOG = Logger.getLogger(DirectQueue.class);

    private final Map<Owner, AlertQueue> queues = new ConcurrentHashMap<>();
    private final DirectDelivery delivery;
    private final NotifyMetrics metrics;
    private final NotifyConfig config;

    DirectQueue(DirectDelivery delivery, NotifyMetrics metrics, NotifyConfig config) {
        this.delivery = delivery;
        this.metrics = metrics;
        this.config = config;
    }

    void put(Owner owner, List<Postable> alerts) {
        AlertQueue queue = queues.computeIfAbsent(owner, this::start);
        metrics.dropped(queue.put(alerts));
    }

    private AlertQueue start(Owner owner) {
        AlertQueue queue = new AlertQueue(config.queueCapacity());
        Thread.ofVirtual().name("direct-" + owner.tenant()).start(() -> loop(owner, queue));
        return queue;
    }

    private void loop(Owner owner, AlertQueue queue) {
        try {
            List<Postable> batch = queue.take(config.batchSize());
            while (!batch.isEmpty()) {
                deliver(owner, batch);
                batch = queue.take(config.batchSize());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A defect over one batch must not end the telling of all that come. */
    private void deliver(Owner owner, List<Postable> batch) {
        try {
            delivery.deliver(owner, batch);
        } catch (RuntimeException e) {
            LOG.errorf(e, "%d alerts were not delivered: tenant=%s", batch.size(), owner.tenant());
        }
    }

    @PreDestroy
    void drain() throws InterruptedException {
        for (AlertQueue queue : queues.values()) {
            queue.close();
        }
        long end = System.nanoTime() + config.drain().toNanos();
        for (AlertQueue queue : queues.values()) {
            var unused = queue.drained(
                    Duration.ofNanos(Math.max(0, end - System.nanoTime())).toMillis());
        }
    }
}
