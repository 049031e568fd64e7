package io.pharos.billing.capacity;

import io.pharos.billing.audit.Audit;
import io.pharos.billing.delivery.Outbox;
import io.pharos.billing.ingest.OwnEvents;
import io.pharos.billing.period.Period;
import io.pharos.billing.subscription.Subscriptions;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import io.pharos.tenancy.context.TenantContext;
import io.pharos.usage.event.UuidV7;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sells capacity: never more at any time than is spare, however many ask at once. A lease is billed by a usage event
 * when it begins, and whoever runs the resource is told by message when to switch it on and off.
 */
@Singleton
final class Leases {
    private final Database database;
    private final CapacityStore store;
    private final Subscriptions subscriptions;
    private final OwnEvents usage;
    private final Outbox outbox;
    private final Audit audit;
    private final UuidV7 ids;
    private final Clock clock;

    Leases(
            Database database,
            CapacityStore store,
            Subscriptions subscriptions,
            OwnEvents usage,
            Outbox outbox,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.subscriptions = subscriptions;
        this.usage = usage;
        this.outbox = outbox;
        this.audit = audit;
        this.ids = new UuidV7(clock);
        this.clock = clock;
    }

    /** An offer, and how much of it is free for all of a period. */
    record Available(Offer offer, BigDecimal free) {}

    List<Available> available(Period period) {
        return database.transact(session -> store.offers(session).stream()
                .map(o -> new Available(o, o.stock().subtract(store.peak(session, o.code(), period))))
                .toList());
    }

    List<Lease> ofTenant(TenantId tenant) {
        return database.query(session -> store.ofTenant(session, tenant));
    }

    /** Leases a quantity for a period, or says how much is free. */
    Lease lease(Session session, TenantContext context, String code, BigDecimal quantity, Period period) {
        Instant now = clock.instant();
        Offer offer = store.forUpdate(session, code).orElseThrow(Leases::noOffer);
        offer.requireFits(quantity, period);
        BigDecimal free = offer.stock().subtract(store.peak(session, code, period));
        if (quantity.compareTo(free) > 0) {
            throw Problem.of(
                    Kind.CONFLICT,
                    "capacity.sold-out",
                    "Only " + free.stripTrailingZeros().toPlainString() + " " + offer.unit()
                            + " are free in that time; take fewer, or another time.");
        }
        Offer.Price price = offer.price(quantity, period);
        Lease lease = new Lease(
                ids.next(),
                code,
                context.tenant(),
                quantity,
                period,
                price.amount(),
                price.arithmetic(),
                Lease.State.RESERVED);
        store.add(session, lease, now);
        audit.done(
                session, context, "capacity.lease", Map.of("lease", lease.id().toString(), "offer", code));
        return period.from().isAfter(now) ? lease : begun(session, lease);
    }

    /** Leases are paid by the tenant's own bill, so in its currency. */
    void requirePayable(TenantId tenant, String code) {
        Offer offer = database.query(session -> store.offer(session, code)).orElseThrow(Leases::noOffer);
        if (!subscriptions.current(tenant).currency().equals(offer.currency())) {
            throw Problem.of(
                    Kind.UNPROCESSABLE,
                    "capacity.other-currency",
                    "It is sold in " + offer.currency() + ", and your plan is in another currency.");
        }
    }

    /** Takes a lease back that has not begun; it costs nothing. */
    void cancel(TenantContext context, UUID lease) {
        database.transact(session -> {
            if (!store.cancel(session, context.tenant(), lease, clock.instant())) {
                throw Problem.of(
                        Kind.NOT_FOUND, "capacity.no-such-lease", "You have no lease of that id that has not begun.");
            }
            audit.done(session, context, "capacity.cancel", Map.of("lease", lease.toString()));
            return lease;
        });
    }

    @Scheduled(every = "2s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void run() {
        database.transact(session -> {
            List<Lease> due = store.due(session, clock.instant());
            due.forEach(lease -> {
                if (lease.state() == Lease.State.RESERVED) {
                    begun(session, lease);
                } else {
                    ended(session, lease);
                }
            });
            return due.size();
        });
    }

    private Lease begun(Session session, Lease lease) {
        store.state(session, lease.id(), Lease.State.ACTIVE);
        usage.add(
                session,
                new OwnEvents.Own(
                        lease.tenant(),
                        lease.id(),
                        "capacity",
                        lease.quantity(),
                        lease.period().from(),
                        Map.of(
                                "offer",
                                lease.offer(),
                                "amount",
                                lease.price().amount().toPlainString())));
        tell(session, lease, "capacity.activated");
        return new Lease(
                lease.id(),
                lease.offer(),
                lease.tenant(),
                lease.quantity(),
                lease.period(),
                lease.price(),
                lease.arithmetic(),
                Lease.State.ACTIVE);
    }

    private void ended(Session session, Lease lease) {
        store.state(session, lease.id(), Lease.State.ENDED);
        tell(session, lease, "capacity.ended");
    }

    private void tell(Session session, Lease lease, String type) {
        String resource =
                store.offer(session, lease.offer()).map(Offer::resource).orElse("");
        outbox.add(
                session,
                new Outbox.Message(
                        lease.tenant(),
                        type,
                        Map.of(
                                "lease", lease.id().toString(),
                                "offer", lease.offer(),
                                "resource", resource,
                                "quantity", lease.quantity().toPlainString(),
                                "from", lease.period().from().toString(),
                                "until", lease.period().to().toString())));
    }

    private static Problem noOffer() {
        return Problem.of(
                Kind.NOT_FOUND, "capacity.no-such-offer", "There is no offer of that code; see /api/v1/capacity.");
    }
}
