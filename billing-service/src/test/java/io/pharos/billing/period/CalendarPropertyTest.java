package io.pharos.billing.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever a clock or the calendar does, periods follow each other without gap or overlap. */
class CalendarPropertyTest {
    private static final Proration.ByDays DAYS = new Proration.ByDays();

    @Property(tries = 300)
    void everyMomentIsInExactlyOnePeriodOfEveryCalendar(
            @ForAll("zones") ZoneId zone, @ForAll("moments") Instant anchor, @ForAll("moments") Instant time) {
        BillingCalendar calendar = new BillingCalendar(anchor.atZone(zone), java.time.Period.ofMonths(1));
        Period period = calendar.at(time);

        assertThat(period.holds(time)).isTrue();
        assertThat(calendar.at(period.to()).from()).isEqualTo(period.to());
        assertThat(calendar.at(period.to().minusNanos(1))).isEqualTo(period);
    }

    @Property(tries = 300)
    void boundariesKeepTheAnchorsDayOrTheMonthsLast(
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(min = 1, max = 31) int day,
            @ForAll @IntRange(max = 60) int n) {
        ZonedDateTime anchor = LocalDate.of(2024, 1, day).atStartOfDay(zone);
        BillingCalendar calendar = new BillingCalendar(anchor, java.time.Period.ofMonths(1));
        LocalDate date = calendar.boundary(n).atZone(zone).toLocalDate();

        assertThat(date.getDayOfMonth()).isEqualTo(Math.min(day, date.lengthOfMonth()));
    }

    @Property(tries = 300)
    void aDayIsOneDayHoweverManyHoursItHas(
            @ForAll("zones") ZoneId zone,
            @ForAll("months") YearMonth month,
            @ForAll @IntRange(min = 1, max = 27) int cut) {
        Period whole = BillingCalendar.month(month, zone);
        Instant middle = month.atDay(1 + cut).atStartOfDay(zone).toInstant();
        Proration.Share first = DAYS.share(new Period(whole.from(), middle), whole, zone);
        Proration.Share second = DAYS.share(new Period(middle, whole.to()), whole, zone);

        assertThat(first.part()).isEqualByComparingTo(BigDecimal.valueOf(cut));
        assertThat(first.part().add(second.part())).isEqualByComparingTo(whole(month));
    }

    @Property(tries = 300)
    void theDaysOfAMonthHaveAllItsHours(@ForAll("zones") ZoneId zone, @ForAll("months") YearMonth month) {
        long seconds = 0;
        for (int day = 1; day <= month.lengthOfMonth(); day++) {
            LocalDateTime midnight = month.atDay(day).atStartOfDay();
            seconds +=
                    Period.local(midnight, midnight.plusDays(1), zone).length().toSeconds();
        }

        assertThat(seconds)
                .isEqualTo(BillingCalendar.month(month, zone).length().toSeconds());
    }

    @Property(tries = 100)
    void fixedMonthsIgnoreLeapDays(@ForAll @IntRange(min = 2000, max = 2100) int year) {
        Proration.ByFixedMonths fixed = new Proration.ByFixedMonths(30);

        assertThat(fixed.share(LocalDate.of(year, 2, 23), LocalDate.of(year, 3, 15)))
                .hasToString("22/30");
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "UTC",
                        "Asia/Shanghai",
                        "America/New_York",
                        "America/Los_Angeles",
                        "Europe/Berlin",
                        "Australia/Lord_Howe",
                        "Asia/Kathmandu",
                        "Africa/Casablanca")
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<Instant> moments() {
        long from = Instant.parse("2019-01-01T00:00:00Z").getEpochSecond();
        long to = Instant.parse("2032-01-01T00:00:00Z").getEpochSecond();
        return Arbitraries.longs().between(from, to).map(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<YearMonth> months() {
        return Arbitraries.integers().between(0, 12 * 12).map(YearMonth.of(2019, 1)::plusMonths);
    }

    private static BigDecimal whole(YearMonth month) {
        return BigDecimal.valueOf(month.lengthOfMonth());
    }
}
