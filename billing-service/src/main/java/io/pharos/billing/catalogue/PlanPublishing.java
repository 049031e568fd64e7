package io.pharos.billing.catalogue;

import io.pharos.billing.audit.Audit;
import io.pharos.billing.catalogue.PlanStore.State;
import io.pharos.billing.catalogue.PlanStore.Stored;
import io.pharos.billing.period.BilledPeriod;
import io.pharos.billing.plan.PlanVersion;
import io.pharos.billing.plan.PricePlan;
import io.pharos.billing.plan.ShadowPricing;
import io.pharos.billing.plan.yaml.PlanReader;
import io.pharos.billing.subscription.Part;
import io.pharos.billing.subscription.Subscriptions;
import io.pharos.billing.usage.UsageReader;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.tenancy.token.Caller;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From a draft to a published version: written, priced on what tenants used, and only then published. */
@Singleton
class PlanPublishing {
    private static final Duration SHADOW_HOLDS = Duration.ofDays(7);
    private static final int MOST_TENANTS = 2_000;

    private final Database database;
    private final PlanStore store;
    private final Subscriptions subscriptions;
    private final UsageReader usage;
    private final Audit audit;
    private final Clock clock;

    PlanPublishing(
            Database database,
            PlanStore store,
            Subscriptions subscriptions,
            UsageReader usage,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.subscriptions = subscriptions;
        this.usage = usage;
        this.audit = audit;
        this.clock = clock;
    }

    /** What a draft would have charged, and where its prices fall. */
    record Shadow(PricePlan plan, List<ShadowPricing.Difference> differences, List<ShadowPricing.PriceCliff> cliffs) {}

    List<Stored> all() {
        return database.query(store::all);
    }

    Stored find(PlanVersion version) {
        return database.query(session -> store.find(session, version)).orElseThrow(PlanCatalogue::notFound);
    }

    /** Writes a draft; one that is there is written over until it is published. */
    PricePlan write(Caller caller, String yaml) {
        PricePlan plan = PlanReader.read(yaml);
        database.transact(session -> {
            String currency = plan.currency().getCurrencyCode();
            if (!store.write(session, plan.version(), currency, yaml, caller.subject())) {
                throw Problem.of(
                        Kind.CONFLICT,
                        "plan.published",
                        "This version is published and never changes; write the next one.");
            }
            audit.done(session, caller, "plan.write", plan.version().toString(), Map.of());
            return plan;
        });
        return plan;
    }

    /** Prices a version on the last periods of tenants who pay in its currency. */
    Shadow shadow(PlanVersion version, int periods) {
        Stored stored = find(version);
        PricePlan candidate = PlanReader.read(stored.yaml());
        List<ShadowPricing.Difference> differences = new ArrayList<>();
        for (TenantId tenant : subscriptions.tenants(MOST_TENANTS)) {
            differences.addAll(shadow(tenant, candidate, periods));
        }
        database.query(session -> {
            store.shadowed(session, stored, clock.instant());
            return version;
        });
        return new Shadow(candidate, differences, new ShadowPricing(candidate, candidate).cliffs());
    }

    /** Publishes a draft that was priced on past usage within the week. */
    Stored publish(Caller caller, PlanVersion version) {
        return database.transact(session -> {
            Stored draft = store.find(session, version).orElseThrow(PlanCatalogue::notFound);
            Instant now = clock.instant();
            if (draft.state() == State.DRAFT
                    && draft.shadowedAt()
                            .filter(at -> at.isAfter(now.minus(SHADOW_HOLDS)))
                            .isEmpty()) {
                throw Problem.of(
                        Kind.CONFLICT,
                        "plan.not-shadowed",
                        "Price the draft on past usage first (POST …/shadow), and look at who would pay more.");
            }
            if (store.publish(session, version, now)) {
                audit.done(session, caller, "plan.publish", version.toString(), Map.of());
            }
            return store.find(session, version).orElseThrow(PlanCatalogue::notFound);
        });
    }

    /** From now on nobody can take it; who has it keeps it. */
    Stored retire(Caller caller, PlanVersion version) {
        return database.transact(session -> {
            if (store.retire(session, version)) {
                audit.done(session, caller, "plan.retire", version.toString(), Map.of());
            }
            return store.find(session, version).orElseThrow(PlanCatalogue::notFound);
        });
    }

    private List<ShadowPricing.Difference> shadow(TenantId tenant, PricePlan candidate, int periods) {
        List<ShadowPricing.Difference> differences = new ArrayList<>();
        for (Part part : subscriptions.lastWhole(tenant, periods)) {
            if (part.plan().currency().equals(candidate.currency())) {
                BilledPeriod period = part.period();
                var past =
                        new ShadowPricing.Past(tenant, period, usage.statement(tenant, part.plan(), period.active()));
                differences.addAll(new ShadowPricing(part.plan(), candidate).over(List.of(past)));
            }
        }
        return differences;
    }
}
