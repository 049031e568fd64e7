package io.pharos.billing.ingest;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Times as events have them, {@code 2026-01-31T12:00:00.123456Z}, read by their places: a batch spends a tenth of its
 * time on {@link Instant#parse} otherwise, which reads every other spelling.
 */
final class EventTime {
    private static final String FORM = "dddd-dd-ddTdd:dd:dd";
    private static final int MOST_FRACTION = 9;
    private static final int DAY = 86_400;

    private EventTime() {}

    static Instant parse(String text) {
        int fraction = text.length() - FORM.length() - 2;
        boolean usual = fraction <= MOST_FRACTION && fraction != 0 && fraction >= -1 && isUsual(text, fraction);
        return usual ? read(text, fraction) : Instant.parse(text);
    }

    private static boolean isUsual(String text, int fraction) {
        for (int i = 0; i < FORM.length(); i++) {
            char form = FORM.charAt(i);
            char c = text.charAt(i);
            if (form == 'd' ? c < '0' || c > '9' : c != form) {
                return false;
            }
        }
        for (int i = 0; i < fraction; i++) {
            char c = text.charAt(FORM.length() + 1 + i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        boolean pointed = fraction < 0 || text.charAt(FORM.length()) == '.';
        return pointed && text.charAt(text.length() - 1) == 'Z' && inADay(text);
    }

    /** Midnight as 24:00 and leap seconds are for {@link Instant#parse} to judge. */
    private static boolean inADay(String text) {
        return number(text, 11, 13) < 24 && number(text, 14, 16) < 60 && number(text, 17, 19) < 60;
    }

    private static Instant read(String text, int fraction) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int second = number(text, 11, 13) * 3600 + number(text, 14, 16) * 60 + number(text, 17, 19);
        int nanos = fraction < 0 ? 0 : number(text, FORM.length() + 1, FORM.length() + 1 + fraction);
        for (int i = Math.max(fraction, 0); i < MOST_FRACTION; i++) {
            nanos *= 10;
        }
        return Instant.ofEpochSecond(day * DAY + second, nanos);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }
}
