package io.pharos.billing.budget;

import io.pharos.billing.budget.BudgetGuard.Notice;
import io.pharos.billing.delivery.Outbox;
import io.pharos.billing.entitlement.Standings;
import io.pharos.billing.invoicing.Estimates;
import io.pharos.billing.meter.MeterDefinition;
import io.pharos.billing.meter.Meters;
import io.pharos.billing.period.Period;
import io.pharos.billing.subscription.Subscriptions;
import io.pharos.billing.usage.Quantity;
import io.pharos.billing.usage.UsageQuestion;
import io.pharos.billing.usage.UsageReader;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Watches tenants' budgets: tells them at thresholds and ahead of time, once each a period, and holds caps. */
@Singleton
final class Budgets {
    private static final Logger LOG = Logger.getLogger(Budgets.class);

    private final Database database;
    private final BudgetStore store;
    private final Subscriptions subscriptions;
    private final Estimates estimates;
    private final UsageReader usage;
    private final Meters meters;
    private final Standings standings;
    private final Outbox outbox;
    private final Clock clock;

    Budgets(
            Database database,
            BudgetStore store,
            Subscriptions subscriptions,
            Estimates estimates,
            UsageReader usage,
            Meters meters,
            Standings standings,
            Outbox outbox,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.subscriptions = subscriptions;
        this.estimates = estimates;
        this.usage = usage;
        this.meters = meters;
        this.standings = standings;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Where a budget is: what is used of it in which period, and when it will be used up at this rate. */
    record Reading(Budget budget, Period period, BigDecimal used, Optional<Instant> crossing) {}

    List<Reading> readings(TenantId tenant) {
        Instant now = clock.instant();
        return database.query(session -> store.ofTenant(session, tenant)).stream()
                .map(budget -> reading(tenant, budget, now))
                .toList();
    }

    @Scheduled(every = "1m", delayed = "50s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void watch() {
        for (TenantId tenant : database.query(store::tenants)) {
            try {
                watch(tenant);
            } catch (Problem p) {
                LOG.warnf("the budgets of %s were not looked at: %s", tenant, p.code());
            }
        }
    }

    /** Tells what is new of a tenant's budgets, and closes just what those cap that are used up. */
    void watch(TenantId tenant) {
        Instant now = clock.instant();
        Set<Scope> closed = EnumSet.noneOf(Scope.class);
        for (Budget budget : database.query(session -> store.ofTenant(session, tenant))) {
            Reading reading = reading(tenant, budget, now);
            boolean usedUp = database.transact(session -> tell(session, tenant, reading, now));
            if (usedUp && budget.cap() != null) {
                closed.add(budget.cap());
            }
        }
        database.transact(session -> {
            standings.change(session, tenant, standing -> standing.withUsedUp(closed));
            return closed;
        });
    }

    private boolean tell(Session session, TenantId tenant, Reading reading, Instant now) {
        Budget budget = reading.budget();
        Instant from = reading.period().from();
        BudgetGuard.Verdict verdict = BudgetGuard.decide(
                budget, reading.used(), reading.period(), store.told(session, tenant, budget.code(), from), now);
        for (Notice notice : verdict.notices()) {
            if (store.tell(session, tenant, budget.code(), from, notice.key(), now)) {
                outbox.add(session, message(tenant, reading, notice));
            }
        }
        return verdict.usedUp();
    }

    private Reading reading(TenantId tenant, Budget budget, Instant now) {
        Period period = subscriptions.period(tenant, now);
        BigDecimal used = budget.meter() == null ? spent(tenant) : used(tenant, budget.meter(), period);
        return new Reading(budget, period, used, BudgetGuard.crossing(budget.amount(), used, period, now));
    }

    private BigDecimal spent(TenantId tenant) {
        return estimates.of(tenant).totals().net().amount();
    }

    private BigDecimal used(TenantId tenant, String code, Period period) {
        MeterDefinition meter = meters.catalogue()
                .find(tenant, code)
                .orElseThrow(() -> Problem.of(
                        Kind.UNPROCESSABLE, "budget.unknown-meter", "There is no meter '" + code + "' any more."));
        return usage.quantities(meter, UsageQuestion.total(tenant, period)).stream()
                .map(Quantity::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Outbox.Message message(TenantId tenant, Reading reading, Notice notice) {
        Budget budget = reading.budget();
        Map<String, Object> data = new HashMap<>();
        data.put("budget", budget.code());
        data.put("name", budget.name());
        data.put("amount", budget.amount().toPlainString());
        data.put("used", reading.used().toPlainString());
        data.put("period_from", reading.period().from().toString());
        data.put("period_to", reading.period().to().toString());
        return switch (notice) {
            case Notice.Reached reached -> {
                data.put("percent", reached.percent());
                yield new Outbox.Message(tenant, "budget.threshold_reached", data);
            }
            case Notice.WillCross crossing -> {
                data.put("used_up_at", crossing.at().toString());
                yield new Outbox.Message(tenant, "budget.will_be_used_up", data);
            }
        };
    }
}
