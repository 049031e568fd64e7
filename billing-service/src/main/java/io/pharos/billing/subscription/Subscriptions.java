package io.pharos.billing.subscription;

import io.pharos.billing.audit.Audit;
import io.pharos.billing.catalogue.PlanCatalogue;
import io.pharos.billing.invoice.Coupon;
import io.pharos.billing.period.BilledPeriod;
import io.pharos.billing.period.BillingCalendar;
import io.pharos.billing.period.Period;
import io.pharos.billing.plan.PlanVersion;
import io.pharos.billing.plan.PricePlan;
import io.pharos.billing.rollup.Rollup;
import io.pharos.billing.subscription.SubscriptionStore.Stretch;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import io.pharos.tenancy.context.TenantContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By which plan tenants pay. A tenant that never chose has the standard plan since its first usage. A dearer plan of
 * the same currency begins at once and both are paid for their part of the period; a cheaper one, or one of another
 * currency, begins with the next period. Periods are calendar months in the plan's time zone.
 */
@Singleton
public final class Subscriptions {
    private final Database database;
    private final SubscriptionStore store;
    private final PlanCatalogue plans;
    private final Rollup rollup;
    private final Audit audit;
    private final Clock clock;

    Subscriptions(
            Database database, SubscriptionStore store, PlanCatalogue plans, Rollup rollup, Audit audit, Clock clock) {
        this.database = database;
        this.store = store;
        this.plans = plans;
        this.rollup = rollup;
        this.audit = audit;
        this.clock = clock;
    }

    /** The billing period that a time is in, by the plan that the tenant had then. */
    public Period period(TenantId tenant, Instant time) {
        return database.transact(
                session -> calendar(planAt(session, tenant, time)).at(time));
    }

    /** The plans of a billing period, each with its part of it, in order; none before the tenant's beginning. */
    public List<Part> parts(TenantId tenant, Period whole) {
        return database.transact(session -> parts(session, tenant, whole));
    }

    /** The coupons on the bill of a period, in the order in which they are taken off. */
    public List<Coupon> coupons(TenantId tenant, Period whole) {
        return database.query(session -> store.coupons(session, tenant, whole.from(), whole.to()));
    }

    /** Since when the tenant pays. */
    public Instant begins(TenantId tenant) {
        return database.transact(
                session -> stretches(session, tenant).getFirst().from());
    }

    /** Tenants that pay by some plan. */
    public List<TenantId> tenants(int most) {
        return database.query(session -> store.tenants(session, most));
    }

    /** The parts of the tenant's last periods that are over. */
    public List<Part> lastWhole(TenantId tenant, int periods) {
        List<Part> parts = new ArrayList<>();
        Instant within = period(tenant, clock.instant()).from();
        for (int i = 0; i < periods && within.isAfter(begins(tenant)); i++) {
            Period whole = period(tenant, within.minusNanos(1000));
            parts.addAll(parts(tenant, whole));
            within = whole.from();
        }
        return parts;
    }

    /** The plan that the tenant has now. */
    public PricePlan current(TenantId tenant) {
        return database.transact(session -> planAt(session, tenant, clock.instant()));
    }

    /** What was, is and will be. */
    List<Stretch> history(TenantId tenant) {
        return database.transact(session -> stretches(session, tenant));
    }

    /** Changes to a plan; the answer is from when on. */
    Stretch change(Session session, TenantContext context, PlanVersion wanted) {
        TenantId tenant = context.tenant();
        store.lock(session, tenant);
        Instant now = clock.instant();
        PricePlan before = planAt(session, tenant, now);
        PricePlan after = plans.onSale(session, wanted);
        if (before.version().equals(wanted)) {
            throw Problem.of(Kind.CONFLICT, "subscription.same-plan", "This is the plan that you have.");
        }
        Instant from = begins(before, after, now);
        store.end(session, tenant, from);
        store.add(session, tenant, from, wanted, context.caller().subject());
        rollup.zone(session, tenant, after.zone());
        audit.done(session, context, "subscription.change", Map.of("plan", wanted.toString(), "from", from.toString()));
        return new Stretch(from, Optional.empty(), wanted);
    }

    /** When a change would begin. */
    Instant begins(PricePlan before, PricePlan after, Instant now) {
        return after.currency().equals(before.currency())
                        && PlanRank.of(after).compareTo(PlanRank.of(before)) >= 0
                        && after.zone().equals(before.zone())
                ? now
                : calendar(before).at(now).to();
    }

    static BillingCalendar calendar(PricePlan plan) {
        return BillingCalendar.months(plan.zone());
    }

    private List<Part> parts(Session session, TenantId tenant, Period whole) {
        List<Part> parts = new ArrayList<>();
        for (Stretch stretch : stretches(session, tenant)) {
            Instant from = later(stretch.from(), whole.from());
            Instant to = stretch.until().filter(u -> u.isBefore(whole.to())).orElse(whole.to());
            if (from.isBefore(to)) {
                parts.add(new Part(plans.plan(session, stretch.plan()), new BilledPeriod(whole, new Period(from, to))));
            }
        }
        return parts;
    }

    private PricePlan planAt(Session session, TenantId tenant, Instant time) {
        List<Stretch> stretches = stretches(session, tenant);
        PlanVersion version = stretches.stream()
                .filter(s -> s.holds(time))
                .findFirst()
                .orElse(stretches.getFirst())
                .plan();
        return plans.plan(session, version);
    }

    /** Never empty: who comes for the first time gets the standard plan. */
    private List<Stretch> stretches(Session session, TenantId tenant) {
        List<Stretch> known = store.ofTenant(session, tenant);
        if (!known.isEmpty()) {
            return known;
        }
        store.lock(session, tenant);
        if (store.ofTenant(session, tenant).isEmpty()) {
            PricePlan standard = plans.latest(session, PlanCatalogue.STANDARD);
            Instant first = store.firstUsage(session, tenant, clock.instant());
            store.add(session, tenant, first, standard.version(), "first usage");
            rollup.zone(session, tenant, standard.zone());
        }
        return store.ofTenant(session, tenant);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
