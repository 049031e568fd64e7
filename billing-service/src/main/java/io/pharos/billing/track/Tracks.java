package io.pharos.billing.track;

import io.pharos.billing.audit.Audit;
import io.pharos.billing.catalogue.PlanCatalogue;
import io.pharos.billing.period.Period;
import io.pharos.billing.plan.PricePlan;
import io.pharos.billing.plan.Rater;
import io.pharos.billing.plan.UsageStatement;
import io.pharos.billing.subscription.Part;
import io.pharos.billing.subscription.Subscriptions;
import io.pharos.billing.track.TrackLife.Step;
import io.pharos.billing.track.TrackStore.Authority;
import io.pharos.billing.track.TrackStore.Compared;
import io.pharos.billing.track.TrackStore.OnTrack;
import io.pharos.billing.track.TrackStore.Track;
import io.pharos.billing.usage.UsageReader;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import io.pharos.tenancy.token.Caller;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Migrations of rating. Which of the two ways counts for a tenant's period is recorded once, before the period is
 * rated, so that a step on the track in the middle of a run makes neither two bills nor none.
 */
@Singleton
public final class Tracks {
    private static final int MOST_TENANTS = 10_000;

    private final Database database;
    private final TrackStore store;
    private final Subscriptions subscriptions;
    private final PlanCatalogue plans;
    private final UsageReader usage;
    private final Audit audit;
    private final Clock clock;

    Tracks(
            Database database,
            TrackStore store,
            Subscriptions subscriptions,
            PlanCatalogue plans,
            UsageReader usage,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.subscriptions = subscriptions;
        this.plans = plans;
        this.usage = usage;
        this.audit = audit;
        this.clock = clock;
    }

    /** A tenant that a command moved or left where it was. */
    record Moved(TenantId tenant, TrackState state, String why) {}

    /** All of a track. */
    record Reading(Track track, List<OnTrack> tenants, List<Compared> comparisons) {}

    /** The parts of a tenant's billing period as they are billed: each by the way of rating that counts for it. */
    public List<Part> parts(TenantId tenant, Period whole) {
        List<Part> parts = subscriptions.parts(tenant, whole);
        return database.transact(session -> parts.stream()
                .map(part -> new Part(counting(session, tenant, part), part.period()))
                .toList());
    }

    /** The same before the period is billed: what would count if it were billed now, and nothing is recorded. */
    public List<Part> expected(TenantId tenant, Period whole) {
        List<Part> parts = subscriptions.parts(tenant, whole);
        return database.query(session -> {
            Authority authority = store.recorded(session, tenant, whole.from()).orElseGet(() -> now(session, tenant));
            return parts.stream()
                    .map(part -> new Part(plan(session, part, authority), part.period()))
                    .toList();
        });
    }

    /** The plan that counts for a part of a tenant's period; decided and recorded the first time it is asked for. */
    PricePlan counting(Session session, TenantId tenant, Part part) {
        Instant from = part.period().whole().from();
        return plan(session, part, store.decide(session, tenant, from, now(session, tenant), clock.instant()));
    }

    /** What counts for a tenant by where it is on its track. */
    private Authority now(Session session, TenantId tenant) {
        return store.ofTenant(session, tenant)
                .filter(on -> TrackLife.newCounts(on.getValue()))
                .map(on -> new Authority(true, Optional.of(on.getKey().code())))
                .orElse(new Authority(false, Optional.empty()));
    }

    private PricePlan plan(Session session, Part part, Authority authority) {
        return authority
                .track()
                .flatMap(code -> store.find(session, code))
                .map(track -> plans.plan(session, track.plan()))
                .filter(plan -> plan.currency().equals(part.plan().currency()))
                .orElse(part.plan());
    }

    /** Begins a track, or changes for how many per cent its new way counts. */
    void put(Caller caller, Track track) {
        database.transact(session -> {
            plans.plan(session, track.plan());
            if (!store.put(session, track)) {
                throw Problem.of(
                        Kind.CONFLICT,
                        "track.exists",
                        "There is another track of that code; only its percent changes.");
            }
            audit.done(session, caller, "track.put", track.code(), Map.of("percent", "" + track.percent()));
            return track;
        });
    }

    Reading reading(String code) {
        return database.transact(session ->
                new Reading(track(session, code), store.tenants(session, code), store.comparisons(session, code)));
    }

    /** Puts tenants on the track, all that pay where none are named; those that are on it stay where they are. */
    List<Moved> join(Caller caller, String code, List<TenantId> named) {
        List<TenantId> tenants = named.isEmpty() ? subscriptions.tenants(MOST_TENANTS) : named;
        return database.transact(session -> {
            track(session, code);
            Set<TenantId> there = Set.copyOf(
                    store.tenants(session, code).stream().map(OnTrack::tenant).toList());
            List<Moved> moved = new ArrayList<>();
            for (TenantId tenant : tenants) {
                if (!there.contains(tenant)) {
                    store.put(session, code, new OnTrack(tenant, TrackState.LEGACY, 0), clock.instant());
                    moved.add(new Moved(tenant, TrackState.LEGACY, "joined"));
                }
            }
            audit.done(session, caller, "track.join", code, Map.of("tenants", "" + moved.size()));
            return moved;
        });
    }

    /** Rates the last whole period of every tenant in shadow or beyond by both ways, and compares to the cent. */
    Reading compare(String code, Set<Comparison.Reason> allowed) {
        Reading reading = reading(code);
        PricePlan candidate = plans.plan(reading.track().plan());
        for (OnTrack tenant : reading.tenants()) {
            if (tenant.state() != TrackState.LEGACY && tenant.state() != TrackState.RETIRED) {
                compare(reading.track(), candidate, tenant, allowed);
            }
        }
        return reading(code);
    }

    /** A step forward for every tenant whose gate is open. */
    List<Moved> promote(Caller caller, String code) {
        return move(
                caller,
                code,
                "track.promote",
                (track, t) -> TrackLife.forward(new TrackLife.Known(
                        t.state(),
                        t.clean(),
                        track.cleanPeriods(),
                        TrackLife.chosen(track.code(), t.tenant().value(), track.percent()))));
    }

    /** Everybody back to the old way, from the next period that is not rated yet. */
    List<Moved> rollBack(Caller caller, String code) {
        return move(caller, code, "track.roll-back", (track, t) -> TrackLife.back(t.state()));
    }

    private interface Deciding {
        Step decide(Track track, OnTrack tenant);
    }

    private List<Moved> move(Caller caller, String code, String act, Deciding deciding) {
        return database.transact(session -> {
            Track track = track(session, code);
            List<Moved> moved = new ArrayList<>();
            for (OnTrack tenant : store.tenants(session, code)) {
                moved.add(moved(session, track, tenant, deciding.decide(track, tenant)));
            }
            audit.done(session, caller, act, code, Map.of());
            return moved;
        });
    }

    private Moved moved(Session session, Track track, OnTrack tenant, Step step) {
        return switch (step) {
            case Step.To to -> {
                OnTrack after = new OnTrack(tenant.tenant(), to.state(), to.clean());
                store.put(session, track.code(), after, clock.instant());
                yield new Moved(tenant.tenant(), to.state(), "moved");
            }
            case Step.Stay stay -> new Moved(tenant.tenant(), tenant.state(), stay.why());
        };
    }

    private void compare(Track track, PricePlan candidate, OnTrack tenant, Set<Comparison.Reason> allowed) {
        for (Part part : subscriptions.lastWhole(tenant.tenant(), 1)) {
            if (part.plan().currency().equals(candidate.currency())) {
                Comparison comparison = compare(engine(part.plan()), engine(candidate), tenant.tenant(), part);
                keep(track, tenant, part.period().whole().from(), comparison, comparison.unexplained(allowed));
            }
        }
    }

    /** Both ways over the same usage: the engine is a parameter. */
    private Comparison compare(RatingEngine before, RatingEngine after, TenantId tenant, Part part) {
        UsageStatement used = usage.statement(tenant, part.plan(), part.period().active(), usage.asOf());
        return Comparison.of(before.rate(used, part.period()), after.rate(used, part.period()));
    }

    private void keep(Track track, OnTrack tenant, Instant periodFrom, Comparison comparison, long unexplained) {
        Map<String, Object> lines = Map.of("lines", comparison.differences());
        Compared compared = new Compared(
                tenant.tenant(),
                periodFrom,
                comparison.before().minor(),
                comparison.after().minor(),
                unexplained,
                lines);
        database.transact(session -> {
            boolean fresh = store.compared(session, track.code(), compared, clock.instant());
            if (fresh || unexplained != 0) {
                Step step = TrackLife.compared(tenant.state(), tenant.clean(), unexplained == 0);
                moved(session, track, tenant, step);
            }
            return fresh;
        });
    }

    private static RatingEngine engine(PricePlan plan) {
        return (usage, period) -> new Rater(plan).rate(usage, period);
    }

    private Track track(Session session, String code) {
        return store.find(session, code)
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "track.not-found", "There is no track of that code."));
    }
}
