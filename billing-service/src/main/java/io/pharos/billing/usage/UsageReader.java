package io.pharos.billing.usage;

import io.pharos.billing.meter.Aggregation;
import io.pharos.billing.meter.MeterDefinition;
import io.pharos.billing.meter.Meters;
import io.pharos.billing.period.Period;
import io.pharos.billing.plan.Charge;
import io.pharos.billing.plan.PricePlan;
import io.pharos.billing.plan.UsageStatement;
import io.pharos.billing.rating.model.Capacity;
import io.pharos.billing.rating.model.PriceModel;
import io.pharos.billing.rating.model.PricedEvent;
import io.pharos.billing.rating.model.Usage;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What tenants used. A question as of a time that {@link #asOf()} gave has the same answer for ever; one without is as
 * fresh as the last event.
 */
@Singleton
public final class UsageReader {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int MOST_EVENTS = 100_000;

    private final Database database;
    private final UsageStore store;
    private final Meters meters;

    UsageReader(Database database, UsageStore store, Meters meters) {
        this.database = database.within(DEADLINE);
        this.store = store;
        this.meters = meters;
    }

    /** The latest time that bills can be as of: everything recorded until then is recorded for good. */
    public Instant asOf() {
        return database.query(store::asOf);
    }

    /** The quantities of a meter; a window or group in which nothing was used is not there. */
    public List<Quantity> quantities(MeterDefinition meter, UsageQuestion question) {
        return database.transact(session -> quantities(session, meter, question));
    }

    /** All that a plan's charges need to know of a period, as it is known now. */
    public UsageStatement statement(TenantId tenant, PricePlan plan, Period period) {
        return statement(plan, UsageQuestion.total(tenant, period));
    }

    /** All that a plan's charges need to know of a period, as it was known then. */
    public UsageStatement statement(TenantId tenant, PricePlan plan, Period period, Instant asOf) {
        return statement(plan, UsageQuestion.total(tenant, period, asOf));
    }

    private UsageStatement statement(PricePlan plan, UsageQuestion question) {
        return database.transact(session -> {
            Map<String, Usage> byMeter = new HashMap<>();
            for (Charge charge : plan.charges()) {
                byMeter.put(charge.meter(), usage(session, charge, question));
            }
            return new UsageStatement(byMeter);
        });
    }

    private Usage usage(Session session, Charge charge, UsageQuestion question) {
        PriceModel price = charge.price();
        if (price instanceof Capacity capacity) {
            return Usage.peaks(peaks(session, capacity, question));
        }
        MeterDefinition meter = meter(question.tenant(), charge.meter());
        return price.pricesQuantity()
                ? Usage.of(total(session, meter, question))
                : Usage.priced(events(session, meter, question));
    }

    private BigDecimal total(Session session, MeterDefinition meter, UsageQuestion question) {
        return quantities(session, meter, question).stream()
                .map(Quantity::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The highest hour of each unit, a unit being a meter. */
    private Map<String, BigDecimal> peaks(Session session, Capacity capacity, UsageQuestion question) {
        UsageQuestion hourly = new UsageQuestion(
                question.tenant(), question.period(), Window.HOUR, question.zone(), List.of(), question.asOf());
        Map<String, BigDecimal> peaks = new HashMap<>();
        for (Capacity.Level level : capacity.levels()) {
            for (String unit : level.limits().keySet()) {
                MeterDefinition meter = meter(question.tenant(), unit);
                quantities(session, meter, hourly).stream()
                        .map(Quantity::quantity)
                        .max(BigDecimal::compareTo)
                        .ifPresent(peak -> peaks.put(unit, peak));
            }
        }
        return peaks;
    }

    private List<PricedEvent> events(Session session, MeterDefinition meter, UsageQuestion question) {
        List<UsageStore.Single> events = store.events(session, meter, question, MOST_EVENTS + 1);
        if (events.size() > MOST_EVENTS) {
            throw Problem.of(
                    Kind.UNPROCESSABLE,
                    "rating.too-many-events",
                    "A price of single events takes 100,000 events a period; sum them up by the hour before.");
        }
        return events.stream()
                .map(e -> new PricedEvent(e.quantity(), e.amount().orElse(e.quantity())))
                .toList();
    }

    private List<Quantity> quantities(Session session, MeterDefinition meter, UsageQuestion question) {
        List<Quantity> found = store.quantities(session, meter, question);
        if (meter.meter().aggregation() instanceof Aggregation.TimeWeightedSum) {
            return List.of(weighted(session, meter, question, found));
        }
        return found;
    }

    /** A level goes on from what was before the period; it is one number for the whole of it. */
    private Quantity weighted(Session session, MeterDefinition meter, UsageQuestion question, List<Quantity> found) {
        if (question.window() != Window.TOTAL || !question.groupBy().isEmpty()) {
            throw Problem.of(
                    Kind.UNPROCESSABLE,
                    "usage.weighted-sum-is-total",
                    "A weighted sum is one number for a period: ask with window=total and without group_by.");
        }
        BigDecimal before = store.before(session, meter, question);
        BigDecimal within = found.stream().map(Quantity::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Quantity(null, Map.of(), before.add(within));
    }

    private MeterDefinition meter(TenantId tenant, String code) {
        return meters.catalogue()
                .find(tenant, code)
                .orElseThrow(() -> Problem.of(
                        Kind.UNPROCESSABLE,
                        "plan.unknown-meter",
                        "The plan charges by the meter '" + code + "', which is not there; make it first."));
    }
}
