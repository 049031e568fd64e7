package io.pharos.billing.period;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** A stretch of time, its end not included: what ends at midnight and what begins there never overlap. */
public record Period(Instant from, Instant to) {
    public Period {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a period begins before it ends, not " + from + " to " + to);
        }
    }

    /**
     * From one local time to another; each is what a clock on the wall shows. A time that a clock skips is taken as
     * the same time after the change, one that it shows twice as the first.
     */
    public static Period local(LocalDateTime from, LocalDateTime to, ZoneId zone) {
        return new Period(from.atZone(zone).toInstant(), to.atZone(zone).toInstant());
    }

    public boolean holds(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }

    /** The real time between its ends: a local day may have 23, 24 or 25 hours, or half an hour more or less. */
    public Duration length() {
        return Duration.between(from, to);
    }
}
