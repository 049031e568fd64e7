package io.pharos.usage.emit;

import io.pharos.usage.event.CloudEvents;
import io.pharos.usage.spool.Position;
import io.pharos.usage.spool.SpooledUsageLog;
import io.pharos.usage.spool.SpooledUsageLog.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries the spool to its outlet on a thread of its own. What is acknowledged is committed in the spool's order; after
 * a failure, as after a restart, everything since the last commit is sent again under the same ids.
 */
public final class Emitter implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Emitter.class);
    private static final int MOST_IN_FLIGHT = 2_000;
    private static final Duration IDLE = Duration.ofMillis(50);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

    private final SpooledUsageLog log;
    private final Supplier<Outlet> outlets;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final LongAdder delivered = new LongAdder();
    private final Thread thread;

    /** The outlet is opened anew after each failure. */
    public Emitter(SpooledUsageLog log, Supplier<Outlet> outlets) {
        this.log = log;
        this.outlets = outlets;
        this.thread = Thread.ofPlatform().daemon().name("usage-emitter").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** How many events were acknowledged. */
    public long delivered() {
        return delivered.sum();
    }

    /** Stops sending; what is not acknowledged stays in the spool. */
    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        thread.join(Duration.ofSeconds(5));
    }

    private void run() {
        Duration retry = IDLE;
        while (!stopsWithin(retry)) {
            long before = delivered();
            try (Outlet outlet = outlets.get()) {
                deliver(outlet);
            } catch (RuntimeException e) {
                LOG.warnf("No way to Kafka for usage events, %d bytes wait in the spool: %s", log.backlog(), e);
            }
            retry = delivered() > before ? IDLE : longer(retry);
        }
    }

    /** Until something fails, or the end. */
    private void deliver(Outlet outlet) {
        InFlight flight = new InFlight();
        Position cursor = log.committed();
        while (flight.failure().isEmpty()) {
            Optional<Delivery> next = flight.size() < MOST_IN_FLIGHT ? log.read(cursor) : Optional.empty();
            if (next.isPresent()) {
                send(outlet, flight, next.get());
                cursor = next.get().next();
            }
            if (stopsWithin(next.isPresent() ? Duration.ZERO : IDLE)) {
                return;
            }
        }
        LOG.warnf(
                "Kafka does not take usage events, %d bytes wait in the spool: %s",
                log.backlog(), flight.failure().get());
    }

    private void send(Outlet outlet, InFlight flight, Delivery delivery) {
        InFlight.Ticket ticket = flight.sent(delivery.next());
        try {
            outlet.send(CloudEvents.read(delivery.event()).usage().tenant(), delivery.event())
                    .whenComplete((done, failure) -> settle(flight, ticket, failure));
        } catch (IOException e) {
            LOG.errorf("A record of the usage spool is no usage event and is passed over: %s", e.toString());
            settle(flight, ticket, null);
        } catch (RuntimeException e) {
            settle(flight, ticket, e);
        }
    }

    private void settle(InFlight flight, InFlight.Ticket ticket, @Nullable Throwable failure) {
        if (failure == null) {
            delivered.increment();
            flight.arrived(ticket).ifPresent(log::commit);
        } else {
            flight.fail(failure);
        }
    }

    private boolean stopsWithin(Duration pause) {
        try {
            return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Duration longer(Duration retry) {
        Duration twice = retry.multipliedBy(2);
        return twice.compareTo(LONGEST_RETRY) < 0 ? twice : LONGEST_RETRY;
    }
}
