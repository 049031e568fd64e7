package io.pharos.billing.subscription;

import io.pharos.billing.entitlement.Standings;
import io.pharos.billing.plan.Grants;
import io.pharos.billing.plan.PricePlan;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Has the directory say what a plan grants from the minute on in which it begins. A tenant whose plans never granted
 * anything keeps what the operator gave it there.
 */
@Singleton
final class Entitlements {
    private static final Logger LOG = Logger.getLogger(Entitlements.class);
    /** Longer than billing is away at a time. */
    private static final Duration BACK = Duration.ofDays(2);

    private final Database database;
    private final SubscriptionStore store;
    private final Subscriptions subscriptions;
    private final Standings standings;
    private final Clock clock;

    Entitlements(
            Database database, SubscriptionStore store, Subscriptions subscriptions, Standings standings, Clock clock) {
        this.database = database;
        this.store = store;
        this.subscriptions = subscriptions;
        this.standings = standings;
        this.clock = clock;
    }

    @Scheduled(every = "1m", delayed = "40s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void run() {
        Instant now = clock.instant();
        try {
            for (TenantId tenant : database.query(session -> store.begun(session, now.minus(BACK), now))) {
                PricePlan plan = subscriptions.current(tenant);
                database.transact(session -> grant(session, tenant, plan));
            }
        } catch (Problem unavailable) {
            LOG.warnf("what plans grant is not written this time: %s", unavailable.code());
        }
    }

    private boolean grant(Session session, TenantId tenant, PricePlan plan) {
        boolean grants = !plan.grants().equals(Grants.NONE)
                || standings.of(session, tenant).plan() != null;
        if (grants) {
            standings.change(
                    session,
                    tenant,
                    standing -> standing.withPlan(
                            plan.version().plan(),
                            plan.grants().features(),
                            plan.grants().caps()));
        }
        return grants;
    }
}
