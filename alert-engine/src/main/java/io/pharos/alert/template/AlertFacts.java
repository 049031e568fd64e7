package io.pharos.alert.template;

import java.time.Duration;
import java.time.Instant;

/** What vmalert's variables tell of an alert besides Prometheus's; ids are hashes. */
public record AlertFacts(
        Instant activeAt,
        String expression,
        Duration hold,
        String alertId,
        String groupId,
        String type,
        Duration interval,
        boolean partial) {
    private static final String PROMETHEUS = "prometheus";

    /** The facts of an alert that was just found. */
    public static AlertFacts of(String expression, Duration hold, Duration interval, Instant now) {
        return new AlertFacts(now, expression, hold, "", "", PROMETHEUS, interval, false);
    }

    /** The same of an alert whose condition began to hold then. */
    public AlertFacts activeSince(Instant time) {
        return new AlertFacts(time, expression, hold, alertId, groupId, type, interval, partial);
    }
}
