package io.pharos.alert.notify;

import io.pharos.alert.history.DeliveryLog;
import io.pharos.alert.notify.Destination.Access;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The outlets in use, one for each owner and Alertmanager; made when first needed, drained at the end. */
@Singleton
class Outlets {
    private static final Logger LOG = Logger.getLogger(Outlets.class);

    private static final int AFTER_THE_ENGINE = ObserverMethod.DEFAULT_PRIORITY + 100;

    private record Key(Owner owner, URI address, Access access) {}

    private final Map<Key, Outlet> outlets = new ConcurrentHashMap<>();
    private final Outlet.Work work;
    private final Duration drain;

    Outlets(AlertmanagerClient client, DeliveryLog log, NotifyMetrics metrics, NotifyConfig config) {
        this.work = new Outlet.Work(client, log, metrics, config.queueCapacity(), config.batchSize());
        this.drain = config.drain();
        metrics.watch(() -> outlets.values().stream().mapToInt(Outlet::waiting).sum());
    }

    void put(Owner owner, Destination.Alertmanagers members, List<Postable> alerts) {
        for (URI member : members.addresses()) {
            outlets.computeIfAbsent(
                            new Key(owner, member, members.access()),
                            key -> new Outlet(owner, member, key.access(), work).start())
                    .put(alerts);
        }
    }

    /** What waits is still sent, for as long as a stop may take; after the engine's stop, which may add to it. */
    void drain(@Observes @Priority(AFTER_THE_ENGINE) ShutdownEvent stop) throws InterruptedException {
        long end = System.nanoTime() + drain.toNanos();
        for (Outlet outlet : outlets.values()) {
            outlet.close();
        }
        for (Outlet outlet : outlets.values()) {
            if (!outlet.drained(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                LOG.warnf("%d alerts were not sent before the stop", outlet.waiting());
            }
        }
    }
}
