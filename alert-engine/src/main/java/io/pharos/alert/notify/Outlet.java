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
 * holds up nobody else. A batch that Alertmanager does not take for now is tried again, with growing pauses, without
 * what there is news of by then or what is outdated: the evaluation, which sends anew a minute later, takes it for sent.
 */
final class Outlet {
    private static final String CHANNEL = "alertmanager";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

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
                deliver(batch);
                batch = queue.take(work.batchSize());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(List<Postable> batch) throws InterruptedException {
        List<Postable> left = current(batch);
        Duration pause = FIRST_PAUSE;
        while (!left.isEmpty() && mayPass(send(left))) {
            Thread.sleep(pause);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
            left = current(queue.newest(left));
        }
    }

    private List<Postable> current(List<Postable> batch) {
        Instant now = Instant.now();
        List<Postable> current =
                batch.stream().filter(alert -> !alert.isOutdated(now)).toList();
        work.metrics().dropped(batch.size() - current.size());
        return current;
    }

    /** Whether what failed may be taken later; what Alertmanager refuses it refuses again. */
    private static boolean mayPass(Outcome outcome) {
        boolean refused = outcome.status() / 100 == 4 && outcome.status() != 429;
        return !outcome.delivered() && !refused;
    }

    private Outcome send(List<Postable> batch) {
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
                        lines(batch),
                        batch.size(),
                        outcome,
                        took));
        return outcome;
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

    private static List<Delivery.Line> lines(List<Postable> batch) {
        return batch.stream()
                .limit(Delivery.MOST_LINES)
                .map(alert -> new Delivery.Line(new TreeMap<>(alert.labels().asMap()), alert.isResolved()))
                .toList();
    }
}
