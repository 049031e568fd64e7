package io.pharos.alert.history;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * One attempt to tell somebody of alerts.
 *
 * @param channel {@code alertmanager}, or the kind of a receiver's channel
 * @param receiver the receiver's name; empty where an Alertmanager was told
 * @param target where it went, without any secret
 * @param alerts the first of them
 * @param count how many there were
 */
public record Delivery(
        TenantId tenant,
        Environment environment,
        Instant at,
        String channel,
        String receiver,
        String target,
        List<Line> alerts,
        int count,
        Outcome outcome,
        Duration took) {
    /** So many alerts of an attempt are kept. */
    public static final int MOST_LINES = 10;

    private static final int MOST_WORDS = 1_000;

    /** An alert, and whether it told of a start or an end. */
    public record Line(SortedMap<String, String> labels, boolean resolved) {}

    /** What came of it: an HTTP status with the answer's first words, or 0 with what went wrong. */
    public record Outcome(boolean delivered, int status, String answer) {
        public Outcome {
            answer = answer.length() > MOST_WORDS ? answer.substring(0, MOST_WORDS) : answer;
        }

        public static Outcome answered(int status, String answer) {
            return new Outcome(status / 100 == 2, status, answer);
        }

        public static Outcome failed(String reason) {
            return new Outcome(false, 0, reason);
        }
    }

    public Delivery {
        alerts = List.copyOf(alerts.subList(0, Math.min(MOST_LINES, alerts.size())));
    }
}
