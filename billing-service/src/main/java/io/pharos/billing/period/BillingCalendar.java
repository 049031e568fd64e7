package io.pharos.billing.period;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;

/**
 * Billing periods counted from an anchor, on the customer's clock. The n-th boundary is always the anchor plus n
 * intervals, clamped to the month's last day, never the boundary before plus one: 31 January, 28 February, 31 March.
 */
public record BillingCalendar(ZonedDateTime anchor, TemporalAmount interval) {
    public BillingCalendar {
        if (!anchor.plus(interval).isAfter(anchor)) {
            throw new IllegalArgumentException("a billing interval is longer than nothing, not " + interval);
        }
    }

    /** Calendar months of a time zone. */
    public static BillingCalendar months(ZoneId zone) {
        return new BillingCalendar(LocalDate.EPOCH.atStartOfDay(zone), java.time.Period.ofMonths(1));
    }

    /** The month as the customer's wall calendar has it. */
    public static Period month(YearMonth month, ZoneId zone) {
        return Period.local(
                month.atDay(1).atStartOfDay(), month.plusMonths(1).atDay(1).atStartOfDay(), zone);
    }

    /** The period that a time is in; a boundary belongs to the period that it begins. */
    public Period at(Instant time) {
        long n = estimate(time);
        while (boundary(n).isAfter(time)) {
            n--;
        }
        while (!boundary(n + 1).isAfter(time)) {
            n++;
        }
        return new Period(boundary(n), boundary(n + 1));
    }

    /** The n-th boundary, counted from the anchor, also backwards. */
    public Instant boundary(long n) {
        return switch (interval) {
            case java.time.Period p ->
                anchor.plus(p.multipliedBy(Math.toIntExact(n))).toInstant();
            case Duration d -> anchor.plus(d.multipliedBy(n)).toInstant();
            default -> throw new IllegalArgumentException("a billing interval is a Period or a Duration");
        };
    }

    /** Near enough that only a few steps are left. */
    private long estimate(Instant time) {
        long length = Duration.between(anchor, anchor.plus(interval)).toSeconds();
        return Math.floorDiv(ChronoUnit.SECONDS.between(anchor.toInstant(), time), Math.max(length, 1));
    }
}
