package io.pharos.alert.run;

import static io.pharos.alert.run.Scenario.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.alert.run.Rehearsal.Told;
import io.pharos.alert.series.Point;
import io.pharos.alert.suite.AlertRecorder;
import io.pharos.alert.suite.Prometheus;
import io.pharos.alert.suite.Until;
import io.pharos.model.Environment;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.testing.Tenants;
import io.pharos.tsdb.testing.EngineProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Prometheus itself evaluates a scenario's rules, and so do we, at its own times and over the same data: what both write
 * of alerts and what both tell must be the same. What is left out, with why, is in {@code docs/rule-semantics.md}.
 */
final class Differential implements AutoCloseable {
    /** Prometheus writes nothing of alerts before its third evaluation. */
    private static final int SILENT_EVALUATIONS = 2;

    private final Scenario scenario;
    private final Duration ahead;
    private final AlertRecorder recorder = new AlertRecorder();
    private final Path rules = EngineProcess.newDirectory("differential").resolve("rules.yml");
    private final Prometheus oracle;
    private final Prometheus ours = Prometheus.start();
    private final List<Followed> groups;
    private Scenario.Data data = end -> List.of();
    private Instant writtenUntil = Instant.MIN;
    private Instant lookAgain = Instant.MIN;

    private Differential(Scenario scenario, TenantDirectory directory, Asker asker, Pen pen) {
        this.scenario = scenario;
        this.ahead = scenario.interval().multipliedBy(4).plusSeconds(20);
        this.oracle = Prometheus.evaluatingLater(
                rules, recorder.address(), scenario.resend().toMillis() + "ms");
        Tenant tenant = directory.tenant(Tenants.INITECH);
        EngineRoute route = route(tenant, ours);
        this.groups = scenario.groups().stream()
                .map(group -> new Followed(
                        new Rehearsal(route, group, scenario.resend(), asker, pen),
                        new Rehearsal(route(tenant, oracle), group, scenario.resend(), asker, pen)))
                .toList();
    }

    /** Both as a tenant's engines, which are asked and written by what the product asks and writes with. */
    static Differential begun(Scenario scenario, TenantDirectory directory, Asker asker, Pen pen) throws Throwable {
        Differential differential = new Differential(scenario, directory, asker, pen);
        differential.begin();
        return differential;
    }

    private static EngineRoute route(Tenant tenant, Prometheus engine) {
        String id = "oracle-" + engine.url().replaceAll("\\D", "");
        return new EngineRoute(tenant, Environment.PROD, Tenants.engine(id, engine.url()));
    }

    /** Has both begin: nothing happens before the other knows whom to tell, which it looks for anew after a reload. */
    private void begin() throws Throwable {
        Scenario.Data calm = scenario.calm().apply(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        follow(calm, LEAD);
        StringBuilder file = new StringBuilder("groups:\n");
        scenario.groups()
                .forEach(group -> file.append("  - ")
                        .append(group.strip().replace("\n", "\n    "))
                        .append('\n'));
        Files.writeString(rules, file);
        oracle.reload();
        Until.isTrue(() -> {
            follow(calm, LEAD);
            return oracle.get("/api/v1/alertmanagers").body().contains(recorder.address());
        });
        Instant soon = Instant.now().plusSeconds(1);
        data = scenario.data().apply(writtenUntil.isAfter(soon) ? writtenUntil : soon);
        lookAgain = Instant.MIN;
        follow();
    }

    /** Writes what lies ahead, and evaluates where the other has. */
    void follow() {
        follow(data, ahead);
    }

    private void follow(Scenario.Data written, Duration far) {
        Instant now = Instant.now();
        if (now.isBefore(lookAgain)) {
            return;
        }
        lookAgain = now.plus(scenario.interval().dividedBy(2));
        if (writtenUntil.isBefore(now.plus(far.dividedBy(2)))) {
            writtenUntil = now.plus(far);
            List<Point> points = written.until(writtenUntil);
            groups.getFirst().theirs().write(points);
            groups.getFirst().ours().write(points);
        }
        groups.forEach(group -> group.follow(oracle, now, ahead));
    }

    /** Has the other stop, and both have done the same when it returns: a reload waits for evaluations that run. */
    private void end() throws IOException {
        Files.writeString(rules, "groups: []\n");
        oracle.reload();
        lookAgain = Instant.MIN;
        follow();
    }

    /** Ends both, and fails where anything differs; what was compared, in numbers. */
    Map<String, Object> compared() throws Throwable {
        end();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(
                "evaluations",
                groups.stream().mapToInt(group -> group.slots().size()).sum());
        List<String> names = new ArrayList<>(List.of("ALERTS", "ALERTS_FOR_STATE"));
        names.addAll(scenario.recorded());
        for (String name : names) {
            SortedMap<String, List<String>> theirs = series(oracle, name);
            assertThat(differences(series(ours, name), theirs)).as(name).isEmpty();
            assertThat(theirs).as(name).isNotEmpty();
            facts.put("series of " + name, theirs.size());
            facts.put(
                    "samples of " + name,
                    theirs.values().stream().mapToInt(List::size).sum());
        }
        Until.holds(() -> {
            assertThat(toldByThem()).as("told by Prometheus, and not by us").isSubsetOf(toldByUs());
            assertThat(toldByUs()).as("told by us, and not by Prometheus").isSubsetOf(toldByThem());
        });
        assertThat(toldByUs()).isNotEmpty();
        facts.put("distinct notifications", toldByUs().size());
        return facts;
    }

    private static SortedMap<String, String> differences(
            SortedMap<String, List<String>> ours, SortedMap<String, List<String>> theirs) {
        SortedMap<String, String> differences = new TreeMap<>();
        SortedSet<String> all = new TreeSet<>(ours.keySet());
        all.addAll(theirs.keySet());
        for (String series : all) {
            List<String> missing = new ArrayList<>(theirs.getOrDefault(series, List.of()));
            missing.removeAll(ours.getOrDefault(series, List.of()));
            List<String> more = new ArrayList<>(ours.getOrDefault(series, List.of()));
            more.removeAll(theirs.getOrDefault(series, List.of()));
            if (!missing.isEmpty() || !more.isEmpty()) {
                differences.put(series, "missing " + missing + ", more " + more);
            }
        }
        return differences;
    }

    /** From the first evaluation that all groups wrote of to the last that we made of each. */
    private SortedMap<String, List<String>> series(Prometheus engine, String name) {
        SortedMap<String, List<String>> series = new TreeMap<>();
        Instant end = groups.stream()
                .map(group -> group.slots().getLast())
                .max(Instant::compareTo)
                .orElseThrow();
        Instant from = groups.stream()
                .map(group -> group.slots().get(SILENT_EVALUATIONS))
                .max(Instant::compareTo)
                .orElseThrow();
        for (JsonNode one : engine.samples(
                "{__name__=\"" + name + "\"}", end, Duration.between(from, end).toMillis() + "ms")) {
            SortedMap<String, String> labels = texts(one.get("metric"));
            Instant last = lastSlot(labels.getOrDefault("alertname", ""));
            List<String> values = new ArrayList<>();
            for (JsonNode value : one.get("values")) {
                if (!time(value).isAfter(last)) {
                    values.add(time(value) + "=" + value.get(1).asText());
                }
            }
            series.put(labels.toString(), values);
        }
        return series;
    }

    private Instant lastSlot(String alert) {
        return groups.stream()
                .filter(group -> group.holds(alert))
                .findFirst()
                .orElse(groups.getFirst())
                .slots()
                .getLast();
    }

    private static Instant time(JsonNode value) {
        return Instant.ofEpochMilli(Math.round(value.get(0).asDouble() * 1000));
    }

    private static SortedMap<String, String> texts(JsonNode object) {
        SortedMap<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        texts.remove("tenant_id");
        return texts;
    }

    private SortedSet<String> toldByUs() {
        SortedSet<String> told = new TreeSet<>();
        for (Followed group : groups) {
            for (Told one : group.ours().told()) {
                told.add(one.notification().alert().labels().asMap() + " "
                        + one.notification().alert().annotations() + " "
                        + one.notification().startsAt() + " "
                        + one.notification().endsAt());
            }
        }
        return told;
    }

    private SortedSet<String> toldByThem() {
        SortedSet<String> told = new TreeSet<>();
        for (JsonNode alert : recorder.alerts()) {
            told.add(texts(alert.get("labels")) + " " + texts(alert.path("annotations")) + " "
                    + millis(alert.get("startsAt").asText()) + " "
                    + millis(alert.get("endsAt").asText()));
        }
        return told;
    }

    private static Instant millis(String time) {
        return Instant.ofEpochMilli(Instant.parse(time).toEpochMilli());
    }

    @Override
    public void close() {
        recorder.close();
        oracle.close();
        ours.close();
    }

    /** A group that both evaluate, and when. */
    private record Followed(Rehearsal ours, Rehearsal theirs, List<Instant> slots, Map<String, Boolean> held) {
        Followed(Rehearsal ours, Rehearsal theirs) {
            this(ours, theirs, new ArrayList<>(), new HashMap<>());
            ours.group().group().rules().forEach(rule -> held.put(rule.name(), true));
        }

        boolean holds(String alert) {
            return held.containsKey(alert);
        }

        void follow(Prometheus oracle, Instant now, Duration back) {
            String probe = "probe_" + ours.group().group().name();
            for (JsonNode one : oracle.samples(probe, now, back.toMillis() + "ms")) {
                for (JsonNode value : one.get("values")) {
                    Instant slot = time(value);
                    if (slots.isEmpty() || slot.isAfter(slots.getLast())) {
                        slots.add(slot);
                        ours.evaluate(slot);
                    }
                }
            }
        }
    }
}
