package io.pharos.billing.economics;

import io.pharos.billing.cost.MeasureJob;
import io.pharos.billing.cost.ServiceCosts;
import io.pharos.billing.cost.ServiceCosts.Measured;
import io.pharos.billing.economics.Known.Facts;
import io.pharos.billing.economics.Known.Figures;
import io.pharos.billing.economics.RevenueStore.Month;
import io.pharos.billing.money.Decimals;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Unit economics of some months, in one currency, from the books, told costs and measured consumption. */
@Singleton
class Economics {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Database database;
    private final RevenueStore revenue;
    private final SegmentStore segments;
    private final BusinessStore business;
    private final ServiceCosts costs;
    private final Clock clock;

    Economics(
            Database database,
            RevenueStore revenue,
            SegmentStore segments,
            BusinessStore business,
            ServiceCosts costs,
            Clock clock) {
        this.database = database.within(DEADLINE);
        this.revenue = revenue;
        this.segments = segments;
        this.business = business;
        this.costs = costs;
        this.clock = clock;
    }

    /** What is looked at. */
    record Extent(Months months, Currency currency) {}

    /** The whole business over the months; a share is absent where its whole is nothing. */
    record Whole(
            BigDecimal revenue,
            Optional<BigDecimal> conversion,
            Optional<BigDecimal> arpu,
            Optional<BigDecimal> onNewPath,
            Optional<BigDecimal> throughPartners,
            Optional<BigDecimal> partnerShare) {}

    /** All segments with their names, the whole, and what of the cost was not measured. */
    record Report(Map<String, String> names, List<Figures> segments, Whole whole, Measured measured) {}

    Report report(Extent extent) {
        return database.transact(session -> {
            Facts facts = facts(session, extent);
            Map<String, String> names = segments.names(session);
            return new Report(names, figures(names, facts), whole(session, extent, facts), facts.measured());
        });
    }

    /** What every segment's cost is over the months, by tenant. */
    Measured serviceCosts(Extent extent) {
        return database.transact(session -> measured(session, extent));
    }

    List<Cohort> cohorts(Extent extent, String segment) {
        return database.query(session -> revenue.cohorts(session, extent.currency(), extent.months(), segment));
    }

    /** The named segments, and customers without one where there are some. */
    private static List<Figures> figures(Map<String, String> names, Facts facts) {
        TreeSet<String> codes = new TreeSet<>(names.keySet());
        facts.earned().stream().map(Month::segment).forEach(codes::add);
        return codes.stream().map(code -> Known.of(code, facts)).toList();
    }

    private Facts facts(Session session, Extent extent) {
        Months months = extent.months();
        return new Facts(
                months,
                revenue.months(
                        session,
                        extent.currency(),
                        months.first().minusMonths(1).atDay(1),
                        months.to()),
                segments.costs(session, months, extent.currency()),
                measured(session, extent),
                revenue.members(session));
    }

    /** A month that goes on is measured until now. */
    private Measured measured(Session session, Extent extent) {
        Instant settled = MeasureJob.settled(clock.instant());
        Instant end = extent.months().end().isBefore(settled) ? extent.months().end() : settled;
        return costs.between(session, extent.months().start(), end, extent.currency());
    }

    private Whole whole(Session session, Extent extent, Facts facts) {
        Months months = extent.months();
        List<BigDecimal> earned = new ArrayList<>();
        facts.earned().stream()
                .filter(month -> !month.month().isBefore(months.first()))
                .forEach(month -> earned.add(month.revenue()));
        BigDecimal sum = Decimals.sum(earned);
        var conversion = business.conversion(session, months);
        var orders = business.orders(session, months, extent.currency());
        var partners = business.partners(session, months, extent.currency());
        long users = business.userMonths(session, months, extent.currency());
        return new Whole(
                sum,
                BusinessFigures.conversion(
                        BigDecimal.valueOf(conversion.became()), BigDecimal.valueOf(conversion.free())),
                BusinessFigures.arpu(sum, BigDecimal.valueOf(users)),
                BusinessFigures.shareOnNewPath(
                        BigDecimal.valueOf(orders.onNewPath()), BigDecimal.valueOf(orders.all())),
                BusinessFigures.partnerShare(partners.through(), partners.invoiced()),
                BusinessFigures.partnerShare(partners.shares(), partners.invoiced()));
    }
}
