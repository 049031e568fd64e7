package io.pharos.e2e.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.e2e.suite.FrontDoor;
import io.pharos.e2e.suite.SpareEngine;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Three replicas of alert-engine, one of which is killed each minute for twenty minutes, while 500 alerts fire. */
@ExtendWith(SuiteExtension.class)
class AlertReplicasSoak {
    private static final Pattern SLOTS =
            Pattern.compile("pharos_alert_slots_total\\{outcome=\"(\\w+)\"[^}]*}\\s+([0-9.E+]+)");
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final int KILLS = 20;

    /** Counters by replica, which begin anew with it, and outcome. */
    private final Map<String, Map<String, Double>> counters = new HashMap<>();

    @Test
    void nothingIsForgottenOrDoneTwice(Suite suite) throws Exception {
        Evidence evidence = Evidence.of("alert-replicas");
        evidence.step("a replica killed each minute, 500 alerts firing", () -> killed(suite));
        evidence.finish();
    }

    private Map<String, Object> killed(Suite suite) {
        FiringAlerts alerts = new FiringAlerts(suite, "SoakFiring", 10);
        SpareEngine[] spares = {suite.spareEngine(0), suite.spareEngine(1)};
        int fewest = alerts.count();
        int unasked = 0;
        Instant start = Instant.now();
        try {
            alerts.set("vector(1)", INTERVAL);
            await().atMost(Duration.ofMinutes(2)).until(() -> alerts.firing() == alerts.count());
            start = Instant.now();
            for (int kill = 0; kill < KILLS; kill++) {
                Instant next = start.plus(Duration.ofMinutes(kill + 1L));
                while (Instant.now().isBefore(next)) {
                    int firing = alerts.firing();
                    unasked += firing < 0 ? 1 : 0;
                    fewest = firing < 0 ? fewest : Math.min(fewest, firing);
                    count(suite, spares);
                    pause();
                }
                kill(suite, spares, kill);
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> alerts.firing() == alerts.count());
            return facts(alerts, start, fewest, unasked);
        } finally {
            alerts.remove();
            spares[0].close();
            spares[1].close();
        }
    }

    private static void kill(Suite suite, SpareEngine[] spares, int kill) {
        if (kill % 3 == 2) {
            suite.kill("alert-engine");
        } else {
            spares[kill % 3].kill();
            spares[kill % 3] = suite.spareEngine(kill % 3);
        }
    }

    private Map<String, Object> facts(FiringAlerts alerts, Instant start, int fewest, int unasked) {
        long seconds = Duration.between(start, Instant.now()).toSeconds();
        double evaluated = sum("evaluated");
        double slots = 10.0 * (seconds / INTERVAL.toSeconds() + 1);
        JsonNode changed = alerts.query("max(changes(ALERTS_FOR_STATE{alertname=\"SoakFiring\"}[" + seconds + "s]))");
        JsonNode written =
                alerts.query("max(count_over_time(ALERTS_FOR_STATE{alertname=\"SoakFiring\"}[" + seconds + "s]))");
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kills", KILLS);
        facts.put("alerts", alerts.count());
        facts.put("fewestFiringInAlertmanager", fewest);
        facts.put("timesThatAlertmanagerWasNotReached", unasked);
        facts.put("slotsOfTheTime", slots);
        facts.put("slotsEvaluatedByCounters", evaluated);
        facts.put("slotsEvaluatedUnclaimed", sum("unclaimed"));
        facts.put("slotsMissedByCounters", sum("missed"));
        facts.put("evaluationsInTheMostWrittenSeries", value(written));
        facts.put("changesOfSinceInAnySeries", value(changed));
        assertThat(fewest).isEqualTo(alerts.count());
        assertThat(evaluated).isLessThanOrEqualTo(slots);
        assertThat(sum("unclaimed")).isZero();
        assertThat(value(changed)).isZero();
        return facts;
    }

    private static double value(JsonNode vector) {
        return vector.path(0).path("value").path(1).asDouble(-1);
    }

    private double sum(String outcome) {
        return counters.values().stream()
                .mapToDouble(one -> one.getOrDefault(outcome, 0.0))
                .sum();
    }

    /** Keeps each process's counters as they were last seen. */
    private void count(Suite suite, SpareEngine[] spares) {
        count("supervised-" + suite.pid("alert-engine"), suite.own("alert-engine"));
        for (SpareEngine spare : spares) {
            count("spare-" + spare.process().pid(), spare.door());
        }
    }

    private void count(String replica, FrontDoor door) {
        try {
            Matcher found = SLOTS.matcher(door.get("/q/metrics").body());
            Map<String, Double> now = counters.computeIfAbsent(replica, r -> new HashMap<>());
            while (found.find()) {
                now.put(found.group(1), Double.parseDouble(found.group(2)));
            }
        } catch (UncheckedIOException e) {
            // It was killed a moment ago; what it counted is what it said last.
            counters.putIfAbsent(replica, new HashMap<>());
        }
    }

    private static void pause() {
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }
}
