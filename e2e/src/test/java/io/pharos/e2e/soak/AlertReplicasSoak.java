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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** What all replicas counted, those that are dead among them. */
    private record Slots(double evaluated, double missed, double unclaimed) {}

    /** Counters by replica, which begin anew with it, and outcome. */
    private final Map<String, Map<String, Double>> counters = new HashMap<>();

    @Test
    void nothingIsForgottenOrDoneTwice(Suite suite) throws Exception {
        Evidence evidence = Evidence.of("alert-replicas");
        evidence.step("a replica killed each minute, 500 alerts firing", () -> killed(suite));
        evidence.finish();
    }

    private Map<String, Object> killed(Suite suite) {
        FiringAlerts alerts = new FiringAlerts(suite, "acme", "SoakFiring", 10);
        SpareEngine[] spares = {
            suite.spareEngine(0).ready(), suite.spareEngine(1).ready()
        };
        int fewest = alerts.count();
        int unasked = 0;
        List<String> fewer = new ArrayList<>();
        Instant start = Instant.now();
        try {
            alerts.set("vector(1)", INTERVAL);
            await().atMost(Duration.ofMinutes(2)).until(() -> alerts.firing() == alerts.count());
            count(suite, spares);
            Slots before = totals();
            start = Instant.now();
            for (int kill = 0; kill < KILLS; kill++) {
                Instant next = start.plus(Duration.ofMinutes(kill + 1L));
                while (Instant.now().isBefore(next)) {
                    int firing = alerts.firing();
                    unasked += firing < 0 ? 1 : 0;
                    fewest = firing < 0 ? fewest : Math.min(fewest, firing);
                    if (firing >= 0 && firing < alerts.count()) {
                        fewer.add(firing + " at " + Instant.now() + ", after " + kill + " kills");
                    }
                    count(suite, spares);
                    pause();
                }
                count(suite, spares);
                kill(suite, spares, kill);
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> alerts.firing() == alerts.count());
            count(suite, spares);
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("kills", KILLS);
            facts.put("alerts", alerts.count());
            facts.put("fewestFiringInAlertmanager", fewest);
            facts.put("timesThatAlertmanagerWasNotReached", unasked);
            assertThat(fewer).isEmpty();
            slots(suite, facts, Duration.between(start, Instant.now()), before);
            series(alerts, facts, Duration.between(start, Instant.now()));
            return facts;
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

    /** Every slot of every group, whoever had it, was evaluated or counted as missed, and none twice. */
    private void slots(Suite suite, Map<String, Object> facts, Duration took, Slots before) {
        double slots = slots(suite, took);
        Slots now = totals();
        double evaluated = now.evaluated() - before.evaluated();
        double missed = now.missed() - before.missed();
        double unclaimed = now.unclaimed() - before.unclaimed();
        facts.put("slotsOfTheTime", Math.round(slots));
        facts.put("slotsEvaluatedByCounters", evaluated);
        facts.put("slotsMissedByCounters", missed);
        facts.put("slotsEvaluatedUnclaimed", unclaimed);
        assertThat(evaluated + missed).isLessThanOrEqualTo(slots);
        assertThat(unclaimed).isZero();
    }

    /** The most slots that all groups of all tenants may have in a time. */
    private static double slots(Suite suite, Duration took) {
        double slots = 0;
        for (String tenant : List.of("acme", "initech", "globex")) {
            JsonNode groups = suite.frontDoor()
                    .as(tenant, suite.token(tenant, "admin"))
                    .get("/prometheus/api/v1/rules")
                    .json()
                    .path("data")
                    .path("groups");
            for (JsonNode group : groups) {
                slots += took.toMillis() / 1000.0 / group.path("interval").asDouble() + 1;
            }
        }
        return slots;
    }

    private static void series(FiringAlerts alerts, Map<String, Object> facts, Duration took) {
        String range = "{alertname=\"SoakFiring\"}[" + took.toSeconds() + "s]))";
        double changed = value(alerts.query("max(changes(ALERTS_FOR_STATE" + range));
        facts.put(
                "evaluationsInTheMostWrittenSeries",
                value(alerts.query("max(count_over_time(ALERTS_FOR_STATE" + range)));
        facts.put(
                "evaluationsInTheLeastWrittenSeries",
                value(alerts.query("min(count_over_time(ALERTS_FOR_STATE" + range)));
        facts.put("changesOfSinceInAnySeries", changed);
        assertThat(changed).isZero();
    }

    private static double value(JsonNode vector) {
        return vector.path(0).path("value").path(1).asDouble(-1);
    }

    private Slots totals() {
        return new Slots(sum("evaluated"), sum("missed"), sum("unclaimed"));
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
