package io.pharos.billing.payment;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.billing.invoicing.InvoiceActs;
import io.pharos.billing.money.Money;
import io.pharos.billing.payment.OutboundProvider.RefundOrder;
import io.pharos.billing.payment.PaymentStore.Payment;
import io.pharos.billing.payment.RefundStore.Waiting;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import io.pharos.usage.event.UuidV7;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Sends money back. A provider that can do so is asked, again and again until its notice says that it did, and only that
 * books it; for all others, a bank transfer for one, the operator sends the money himself and has it booked here.
 */
@Singleton
class Refunds {
    private static final Logger LOG = Logger.getLogger(Refunds.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Database database;
    private final Payments payments;
    private final PaymentStore store;
    private final RefundStore refunds;
    private final Providers providers;
    private final Clock clock;
    private final UuidV7 ids;
    private final AtomicInteger waiting = new AtomicInteger();

    Refunds(
            Database database,
            Payments payments,
            PaymentStore store,
            RefundStore refunds,
            Providers providers,
            Clock clock,
            MeterRegistry registry) {
        this.database = database;
        this.payments = payments;
        this.store = store;
        this.refunds = refunds;
        this.providers = providers;
        this.clock = clock;
        this.ids = new UuidV7(clock);
        Gauge.builder("pharos.billing.refund.waiting", waiting, AtomicInteger::get)
                .description("Refunds that providers were asked for and have not told of")
                .register(registry);
    }

    /** Asks for a refund, or books one that the operator made; the same reference again does nothing. */
    Payment request(Session session, UUID id, BigDecimal amount, String reference) {
        Payment payment = found(session, id);
        if (outbound(payment).isEmpty()) {
            return payments.refund(session, id, amount, reference);
        }
        Money back = InvoiceActs.exact(amount, payment.amount().currency());
        long left = payment.amount().minor() - payment.returned().minor() - refunds.waitingOf(session, id);
        if (back.minor() > left) {
            throw Payments.nothingToReturn(new Money(left, back.currency()));
        }
        refunds.add(session, ids.next(), new Waiting(id, reference, back.minor()), clock.instant());
        return payment;
    }

    /** Puts what was asked for to the provider; the payment as it is then. */
    Payment send(UUID id, BigDecimal amount, String reference) {
        Payment payment = database.transact(session -> found(session, id));
        send(payment, reference, InvoiceActs.exact(amount, payment.amount().currency()));
        return database.transact(session -> found(session, id));
    }

    private void send(Payment payment, String reference, Money amount) {
        outbound(payment)
                .ifPresent(provider -> provider.refund(
                                new RefundOrder(payment.reference(), reference, amount), clock.instant())
                        .ifPresent(notice -> payments.take(provider, notice)));
    }

    @Scheduled(every = "1m", delayed = "50s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sendAgain() {
        List<Waiting> due = database.query(
                session -> refunds.waiting(session, clock.instant().minus(PATIENCE)));
        waiting.set(due.size());
        for (Waiting refund : due) {
            try {
                Payment payment = database.transact(session -> found(session, refund.payment()));
                send(
                        payment,
                        refund.reference(),
                        new Money(refund.minor(), payment.amount().currency()));
            } catch (Problem e) {
                LOG.warnf("the refund %s of payment %s waits: %s", refund.reference(), refund.payment(), e.code());
            }
        }
    }

    private Payment found(Session session, UUID id) {
        return store.byId(session, id)
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "payment.not-found", "There is no such payment."));
    }

    private Optional<OutboundProvider> outbound(Payment payment) {
        return providers.all().stream()
                .filter(p -> p.name().equals(payment.provider()))
                .filter(OutboundProvider.class::isInstance)
                .map(OutboundProvider.class::cast)
                .findFirst();
    }
}
