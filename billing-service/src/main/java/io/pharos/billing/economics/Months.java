package io.pharos.billing.economics;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** Some whole months in UTC, the last included: what figures are over. */
record Months(YearMonth last, int count) {
    private static final int MOST = 36;

    Months {
        if (count < 1 || count > MOST) {
            throw Problem.of(Kind.MALFORMED, "economics.malformed-months", "Ask for 1 to " + MOST + " months.");
        }
    }

    static YearMonth parse(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw Problem.of(Kind.MALFORMED, "economics.malformed-months", "Give a month as 2026-10.");
        }
    }

    YearMonth first() {
        return last.minusMonths(count - 1L);
    }

    LocalDate from() {
        return first().atDay(1);
    }

    /** Not included. */
    LocalDate to() {
        return last.plusMonths(1).atDay(1);
    }

    Instant start() {
        return from().atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    Instant end() {
        return to().atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
