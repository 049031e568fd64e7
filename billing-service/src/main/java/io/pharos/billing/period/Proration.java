package io.pharos.billing.period;

import io.pharos.billing.money.Decimals;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** How the share of a period is counted; ends are not included. */
public sealed interface Proration {
    /** The used part over the whole period, both as counted by this convention. */
    Share share(Period used, Period whole, ZoneId zone);

    /** No share: whoever was there at all pays for all. */
    record Full() implements Proration {
        @Override
        public Share share(Period used, Period whole, ZoneId zone) {
            return Share.WHOLE;
        }
    }

    /** Local calendar days over the days of the period: a day counts as one however many hours its clock had. */
    record ByDays() implements Proration {
        @Override
        public Share share(Period used, Period whole, ZoneId zone) {
            return share(
                    date(used.from(), zone), date(used.to(), zone), date(whole.from(), zone), date(whole.to(), zone));
        }

        public Share share(LocalDate from, LocalDate to, LocalDate wholeFrom, LocalDate wholeTo) {
            return Share.of(ChronoUnit.DAYS.between(from, to), ChronoUnit.DAYS.between(wholeFrom, wholeTo));
        }
    }

    /** Months of a fixed number of days, leap or not: 30 is the bond market's 30E/360, where the 31st counts as the 30th. */
    record ByFixedMonths(int daysInMonth) implements Proration {
        @Override
        public Share share(Period used, Period whole, ZoneId zone) {
            long months = Math.max(1, ChronoUnit.MONTHS.between(date(whole.from(), zone), date(whole.to(), zone)));
            return Share.of(days(date(used.from(), zone), date(used.to(), zone)), months * daysInMonth);
        }

        public Share share(LocalDate from, LocalDate to) {
            return Share.of(days(from, to), daysInMonth);
        }

        private long days(LocalDate from, LocalDate to) {
            long months = ChronoUnit.MONTHS.between(from.withDayOfMonth(1), to.withDayOfMonth(1));
            return months * daysInMonth + clamped(to) - clamped(from);
        }

        private int clamped(LocalDate date) {
            return Math.min(date.getDayOfMonth(), daysInMonth);
        }
    }

    /** Real seconds over the period's seconds. */
    record BySeconds() implements Proration {
        @Override
        public Share share(Period used, Period whole, ZoneId zone) {
            return Share.of(used.length().toSeconds(), whole.length().toSeconds());
        }
    }

    /** A fraction kept as such, so that it is divided once, at the end. */
    record Share(BigDecimal part, BigDecimal whole) {
        public static final Share WHOLE = of(1, 1);

        public Share {
            if (whole.signum() <= 0) {
                throw new IllegalArgumentException("a share is of something, not of " + whole);
            }
        }

        public static Share of(long part, long whole) {
            return new Share(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
        }

        /** That share of an amount, to 34 digits. */
        public BigDecimal of(BigDecimal amount) {
            return amount.multiply(part).divide(whole, Decimals.WORKING);
        }

        /** To 34 digits. */
        public BigDecimal factor() {
            return of(BigDecimal.ONE);
        }

        public boolean isWhole() {
            return part.compareTo(whole) == 0;
        }

        @Override
        public String toString() {
            return Decimals.plain(part) + "/" + Decimals.plain(whole);
        }
    }

    private static LocalDate date(Instant time, ZoneId zone) {
        return time.atZone(zone).toLocalDate();
    }
}
