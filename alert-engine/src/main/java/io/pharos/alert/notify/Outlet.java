package io.pharos.alert.notify;

import io.pharos.alert.history.Delivery;
import io.pharos.alert.history.Delivery.Outcome;
import io.pharos.alert.history.DeliveryLog;
import io.pharos.alert.notify.Destination.Access;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * Brings one owner's alerts to one Alertmanager, batch after batch, on a thread of its own, so that a slow Alertmanager
 * holds up nobody else. A batch that fails is not tried again: the evaluation sends what still matters anew.
 */
final class Outlet {
    private static final String CHANNEL = "alertmanager";

    private final Owner owner;
    private final URI address;
    private final Access access;
    private final Work work;
    private final AlertQueue queue;

    /** What all outlets share. */
    record Work(AlertmanagerClient client, DeliveryLog log, NotifyMetrics metrics, int capacity, int batchSize) {}

    Outlet(Owner owner, URI address, Access access, Work work) {
        this.owner = owner;
        this.address = address;
        this.access = access;
        this.work = work;
        this.queue = new AlertQueue(work.capacity());
    }

    /** Begins to send. */
    Outlet start() {
        Thread.ofVirtual().name("alerts-" + owner.tenant()).start(this::loop);
        return this;
    }

    void put(List<Postable> alerts) {
        work.metrics().dropped(queue.put(alerts));
    }

    void close() {
        queue.close();
    }

    boolean drained(Duration within) throws InterruptedException {
        return queue.drained(within.toMillis());
    }

    int waiting() {
        return queue.size();
    }

    private void loop() {
        try {
            List<Postable> batch = queue.take(work.batchSize());
            while (!batch.isEmpty()) {
                send(batch);
                batch = queue.take(work.batchSize());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(List<Postable> batch) {
        Instant begun = Instant.now();
        long start = System.nanoTime();
        Outcome outcome = outcome(batch);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        work.metrics().sent(batch.size(), outcome.delivered(), took);
        work.log()
                .add(new Delivery(
                        owner.tenant(),
                        owner.environment(),
                        begun,
                        CHANNEL,
                        "",
                        address.getScheme() + "://" + address.getRawAuthority(),
                        lines(batch, begun),
                        batch.size(),
                        outcome,
                        took));
    }

    private Outcome outcome(List<Postable> batch) {
        try {
            URI alerts = URI.create(address + "/api/v2/alerts");
            var reply = work.client().call("POST", alerts, access, AlertJson.write(owner, batch));
            return Outcome.answered(reply.status(), reply.body());
        } catch (IOException | RuntimeException e) {
            return Outcome.failed(String.valueOf(e));
        }
    }

    private static List<Delivery.Line> lines(List<Postable> batch, Instant now) {
        return batch.stream()
                .limit(Delivery.MOST_LINES)
                .map(alert -> new Delivery.Line(new TreeMap<>(alert.labels().asMap()), alert.isResolved(now)))
                .toList();
    }
}
