package io.pharos.billing.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.billing.delivery.DeliveryStore.Attempt;
import io.pharos.billing.delivery.DeliveryStore.Backlog;
import io.pharos.billing.delivery.DeliveryStore.Delivery;
import io.pharos.billing.delivery.DeliveryStore.Told;
import io.pharos.model.Problem;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import io.pharos.usage.event.UuidV7;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Brings messages from the outbox to endpoints and by e-mail: at least once, each try logged, for three days, then a
 * dead letter that can be sent again. All replicas take part; what one has taken up no other does.
 */
@Singleton
class Deliveries {
    private static final Logger LOG = Logger.getLogger(Deliveries.class);
    private static final int BATCH = 200;
    /** Longer than any try takes. */
    private static final Duration HOLD = Duration.ofMinutes(2);

    private static final Duration FAILING_FOR = Duration.ofDays(3);

    private final Database database;
    private final DeliveryStore store;
    private final EndpointStore endpoints;
    private final WebhookSender webhooks;
    private final MailSender mails;
    private final Outbox outbox;
    private final DeliveryConfig config;
    private final Clock clock;
    private final UuidV7 ids;
    private final MeterRegistry registry;
    private volatile Backlog backlog = new Backlog(0, 0);

    Deliveries(
            Database database,
            DeliveryStore store,
            EndpointStore endpoints,
            WebhookSender webhooks,
            MailSender mails,
            Outbox outbox,
            DeliveryConfig config,
            Clock clock,
            MeterRegistry registry) {
        this.database = database;
        this.store = store;
        this.endpoints = endpoints;
        this.webhooks = webhooks;
        this.mails = mails;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
        this.ids = new UuidV7(clock);
        this.registry = registry;
        Gauge.builder("pharos.billing.delivery.waiting", this, d -> d.backlog.waiting())
                .description("Messages on their way")
                .register(registry);
        Gauge.builder("pharos.billing.delivery.lag", this, d -> d.backlog.lateSeconds())
                .baseUnit("seconds")
                .description("How late the oldest delivery is that is due: an alarm above minutes")
                .register(registry);
    }

    @Scheduled(
            every = "${pharos.billing.delivery.every:2s}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void scheduled() {
        try {
            run();
        } catch (Problem unavailable) {
            LOG.warnf("messages wait: %s", unavailable.code());
        }
    }

    /** Does all that is due now. */
    void run() {
        while (database.transact(this::dispatch) == BATCH) {
            LOG.debug("more messages than one batch");
        }
        List<Delivery> due = claim();
        while (!due.isEmpty()) {
            List<Thread> tries = due.stream()
                    .map(delivery -> Thread.startVirtualThread(() -> attempt(delivery)))
                    .toList();
            tries.forEach(Deliveries::join);
            due = claim();
        }
        backlog = database.query(session -> store.backlog(session, clock.instant()));
    }

    private List<Delivery> claim() {
        return database.transact(
                session -> store.claim(session, clock.instant(), HOLD, config.ofTenantAtOnce(), config.atOnce()));
    }

    /** Makes the deliveries of messages; answers with how many messages. */
    private int dispatch(Session session) {
        Instant now = clock.instant();
        List<Told> messages = store.undispatched(session, BATCH);
        for (Told message : messages) {
            endpoints.ofTenant(session, message.tenant()).stream()
                    .filter(endpoint -> endpoint.wants(message.type()))
                    .forEach(endpoint -> store.add(session, ids.next(), message, endpoint.id(), now));
            if (MailText.tells(message.type())) {
                store.add(session, ids.next(), message, null, now);
            }
            store.dispatched(session, message.id(), now);
        }
        return messages.size();
    }

    private void attempt(Delivery delivery) {
        Instant began = clock.instant();
        Sent sent;
        try {
            sent = send(delivery);
        } catch (RuntimeException e) {
            LOG.warnf(e, "a delivery failed by a defect of ours: %s", delivery.id());
            sent = new Sent.Failed(null, "a defect of ours, which was logged", Duration.ZERO);
        }
        int ms = (int) Duration.between(began, clock.instant()).toMillis();
        Attempt attempt = new Attempt(delivery.attempts(), began, sent.status(), ms, sent.answer());
        Sent result = sent;
        database.transact(session -> {
            store.attempted(session, delivery, attempt);
            settle(session, delivery, result);
            return delivery.id();
        });
    }

    private Sent send(Delivery delivery) {
        UUID id = delivery.endpoint();
        if (id == null) {
            return mails.send(delivery.message());
        }
        Optional<Endpoint> endpoint = database.query(
                session -> endpoints.find(session, delivery.message().tenant(), id));
        return endpoint.filter(e -> e.disabled() == null)
                .map(e -> webhooks.send(e, delivery.message()))
                .orElseGet(() -> new Sent.Gone("the endpoint was removed or disabled"));
    }

    private void settle(Session session, Delivery delivery, Sent sent) {
        Instant now = clock.instant();
        UUID endpoint = delivery.endpoint();
        count(delivery, sent);
        switch (sent) {
            case Sent.Taken _ -> {
                store.move(session, delivery.id(), "delivered", now, now);
                if (endpoint != null) {
                    endpoints.works(session, endpoint);
                }
            }
            case Sent.Gone gone -> {
                store.move(session, delivery.id(), "dead", now, now);
                disable(session, delivery, gone.answer());
            }
            case Sent.Failed failed -> retry(session, delivery, failed, now);
        }
    }

    private void retry(Session session, Delivery delivery, Sent.Failed failed, Instant now) {
        Optional<Duration> wait =
                RetrySchedule.after(delivery.attempts(), failed.notBefore(), ThreadLocalRandom.current());
        UUID endpoint = delivery.endpoint();
        if (endpoint != null) {
            endpoints.fails(session, endpoint, now);
        }
        if (wait.isPresent()) {
            store.move(session, delivery.id(), "waiting", now.plus(wait.get()), null);
            return;
        }
        store.move(session, delivery.id(), "dead", now, now);
        boolean failingLong = endpoint != null
                && endpoints
                        .find(session, delivery.message().tenant(), endpoint)
                        .map(Endpoint::failingSince)
                        .filter(since -> since.isBefore(now.minus(FAILING_FOR)))
                        .isPresent();
        if (failingLong) {
            disable(session, delivery, "no delivery has succeeded for three days");
        }
    }

    private void disable(Session session, Delivery delivery, String why) {
        UUID endpoint = delivery.endpoint();
        if (endpoint != null && endpoints.disable(session, endpoint, why)) {
            outbox.add(
                    session,
                    new Outbox.Message(
                            delivery.message().tenant(), "webhook.disabled", Map.of("endpoint", endpoint, "why", why)));
        }
    }

    private void count(Delivery delivery, Sent sent) {
        String result = switch (sent) {
            case Sent.Taken _ -> "taken";
            case Sent.Gone _ -> "gone";
            case Sent.Failed _ -> "failed";
        };
        String channel = delivery.endpoint() == null ? "mail" : "webhook";
        registry.counter("pharos.billing.delivery.attempts", "channel", channel, "result", result)
                .increment();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
