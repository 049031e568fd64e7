package io.pharos.gateway.fairness;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;

/** The places of all engines, each engine with a {@link FairQueue} of its own: one that is slow delays nobody else. */
@Singleton
final class EnginePlaces {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final FairnessConfig config;
    private final FairQueue.Bounds bounds;
    private final Timer waits;
    private final Map<String, FairQueue<Ticket>> queues = new ConcurrentHashMap<>();

    @Inject
    EnginePlaces(Vertx vertx, FairnessConfig config, MeterRegistry registry) {
        this.vertx = vertx;
        this.config = config;
        int reserved = Math.min(config.reserved(), config.places() - 1);
        this.bounds = new FairQueue.Bounds(config.places(), reserved, config.waitingPerTenant());
        this.waits = Timer.builder("pharos.gateway.place.wait")
                .description("How long questions waited for a place at their engine")
                .publishPercentileHistogram()
                .register(registry);
        gauge(registry, "pharos.gateway.places.held", "Questions at engines", FairQueue::held);
        gauge(registry, "pharos.gateway.places.waiting", "Questions that wait for a place", FairQueue::waiting);
    }

    private void gauge(MeterRegistry registry, String name, String meaning, ToIntFunction<FairQueue<Ticket>> count) {
        Gauge.builder(name, queues, all -> all.values().stream().mapToInt(count).sum())
                .description(meaning)
                .register(registry);
    }

    /** One question on its way to a place, answered on the event loop that it came from. */
    private record Ticket(TenantId tenant, Context context, Promise<Place> place) {
        void admit(FairQueue<Ticket> queue) {
            context.runOnContext(back -> place.complete(new Place(queue, tenant)));
        }
    }

    /** A place at an engine, to be left once. */
    static final class Place {
        private final FairQueue<Ticket> queue;
        private final TenantId tenant;
        private final AtomicBoolean left = new AtomicBoolean();
        private final long since = System.nanoTime();

        private Place(FairQueue<Ticket> queue, TenantId tenant) {
            this.queue = queue;
            this.tenant = tenant;
        }

        /** Gives the place to whoever is next; answers with how long it was held, the first time. */
        Optional<Duration> leave() {
            if (!left.compareAndSet(false, true)) {
                return Optional.empty();
            }
            queue.leave(tenant).forEach(next -> next.admit(queue));
            return Optional.of(Duration.ofNanos(System.nanoTime() - since));
        }
    }

    /**
     * Waits for a place, no longer than {@code patience}; given up when {@code unwanted} completes first. {@code most}:
     * how many the tenant may hold.
     */
    Future<Place> enter(String engine, TenantId tenant, int most, Duration patience, Future<Void> unwanted) {
        FairQueue<Ticket> queue = queues.computeIfAbsent(engine, e -> new FairQueue<>(bounds));
        Ticket ticket = new Ticket(tenant, vertx.getOrCreateContext(), Promise.promise());
        return switch (queue.enter(tenant, ticket, most)) {
            case ADMITTED -> Future.succeededFuture(new Place(queue, tenant));
            case FULL -> Future.failedFuture(tooMany(bounds.waitingPerTenant()));
            case WAITING -> waiting(queue, ticket, patience, unwanted);
        };
    }

    private Future<Place> waiting(FairQueue<Ticket> queue, Ticket ticket, Duration patience, Future<Void> unwanted) {
        Timer.Sample wait = Timer.start();
        long most =
                Math.max(1, Math.min(patience.toMillis(), config.longestWait().toMillis()));
        long timer = vertx.setTimer(most, id -> giveUp(queue, ticket, waitedTooLong()));
        unwanted.onSuccess(left -> giveUp(queue, ticket, unwanted()));
        return ticket.place().future().onComplete(end -> {
            vertx.cancelTimer(timer);
            wait.stop(waits);
        });
    }

    private static void giveUp(FairQueue<Ticket> queue, Ticket ticket, Problem why) {
        if (queue.withdraw(ticket.tenant(), ticket)) {
            ticket.place().tryFail(why);
        }
    }

    private static Problem tooMany(int waiting) {
        return Problem.of(
                        Kind.RATE_LIMITED,
                        "query.too-many-waiting",
                        waiting + " queries of this tenant wait for its engine already: send fewer at once")
                .retryAfter(SOON);
    }

    /** The refusal of who had no place in time. */
    Problem waitedTooLong() {
        return Problem.of(
                        Kind.UNAVAILABLE,
                        "query.waited-too-long",
                        "the engine had no place for this query in time: try again later, or ask for less at once")
                .retryAfter(SOON);
    }

    private static Problem unwanted() {
        return Problem.of(Kind.UNAVAILABLE, "query.unwanted", "nobody waits for this answer any more");
    }
}
