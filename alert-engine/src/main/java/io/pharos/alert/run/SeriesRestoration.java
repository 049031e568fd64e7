package io.pharos.alert.run;

import io.pharos.alert.memory.GroupMemory;
import io.pharos.alert.memory.GroupMemory.Remembered;
import io.pharos.alert.memory.RuleIdentity;
import io.pharos.alert.memory.RuleMemory;
import io.pharos.alert.query.Answer;
import io.pharos.alert.query.Enforcement;
import io.pharos.alert.rules.Rule;
import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Sample;
import io.pharos.alert.state.AlertPolicy;
import io.pharos.alert.state.Restoration;
import io.pharos.alert.state.StoredAlert;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.PrometheusDuration;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.lex.GoQuote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds out what a group's alerts were from the series that they left, where PostgreSQL remembers nothing: after its
 * loss, or when the rules come from elsewhere. An alert whose series ended properly is over; one whose series just
 * stopped goes on.
 */
final class SeriesRestoration {
    private static final Duration STEP = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String STATE = "alertstate";

    private final CompiledGroup group;
    private final Asker asker;
    private final Instant now;
    private final Restoration restoration;

    SeriesRestoration(CompiledGroup group, Asker asker, Instant now, Restoration restoration) {
        this.group = group;
        this.asker = asker;
        this.now = now;
        this.restoration = restoration;
    }

    /** What is remembered now; empty where the engine could not be asked, or knows of no alert of the group. */
    Optional<GroupMemory> restore() {
        String names = group.group().rules().stream()
                .filter(Rule.Alerting.class::isInstance)
                .map(rule -> quoted(rule.name()))
                .distinct()
                .collect(Collectors.joining("|"));
        if (names.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<StoredAlert> stored = stored(names);
            return stored.isEmpty() ? Optional.empty() : Optional.of(memory(stored));
        } catch (Problem unanswered) {
            return Optional.empty();
        }
    }

    private List<StoredAlert> stored(String names) {
        String matchers = "{alertname=~" + GoQuote.quote(names) + "}";
        String forState = "ALERTS_FOR_STATE" + matchers;
        Duration step = group.interval().compareTo(STEP) > 0 ? group.interval() : STEP;
        String range = "[" + PrometheusDuration.print(restoration.tolerance()) + "]";
        String steps =
                "[" + PrometheusDuration.print(restoration.tolerance()) + ":" + PrometheusDuration.print(step) + "]";
        Map<Labels, Double> activeAt = ask("last_over_time(" + forState + range + ")");
        if (activeAt.isEmpty()) {
            return List.of();
        }
        Map<Labels, Double> lastSeen = ask("max_over_time(timestamp(" + forState + ")" + steps + ")");
        Map<Labels, Double> oldest = ask("max_over_time((time() - timestamp(" + forState + "))" + steps + ")");
        Map<Labels, Double> visible = ask(forState);
        Map<Labels, Double> fired = ask("max_over_time(timestamp(ALERTS"
                + matchers.replace("}", ",alertstate=\"firing\"}") + ")" + steps + ")");
        double stopped = 1.5 * step.toMillis() / 1000;
        List<StoredAlert> stored = new ArrayList<>();
        activeAt.forEach((labels, since) -> {
            double seen = lastSeen.getOrDefault(labels, 0.0);
            if (visible.containsKey(labels) || oldest.getOrDefault(labels, 0.0) > stopped) {
                boolean firing = fired.getOrDefault(labels, -1.0) >= seen;
                stored.add(new StoredAlert(labels, seconds(since), seconds(seen), firing));
            }
        });
        return stored;
    }

    private GroupMemory memory(List<StoredAlert> stored) {
        List<Remembered> rules = new ArrayList<>();
        for (CompiledRule rule : group.rules()) {
            RuleIdentity identity = RuleIdentity.of(rule.rule());
            rules.add(
                    switch (rule) {
                        case CompiledRule.Recording recording ->
                            new Remembered(identity, RuleMemory.none(recording.rule()));
                        case CompiledRule.Alerting alert -> new Remembered(identity, alerts(alert, stored));
                    });
        }
        return new GroupMemory(rules);
    }

    private RuleMemory alerts(CompiledRule.Alerting alert, List<StoredAlert> stored) {
        SortedMap<String, String> fixed = new TreeMap<>(group.group().labels());
        fixed.putAll(alert.rule().labels());
        fixed.values().removeIf(text -> text.contains("{{"));
        fixed.put("alertname", alert.rule().name());
        List<StoredAlert> own = stored.stream()
                .filter(one -> fixed.entrySet().stream()
                        .allMatch(label -> one.labels().get(label.getKey()).equals(label.getValue())))
                .toList();
        AlertPolicy policy = group.policy(alert.rule());
        return new RuleMemory.OfAlerts(restoration.restore(policy, own, now));
    }

    private Map<Labels, Double> ask(String query) {
        Answer answer = asker.ask(
                Enforcement.question(group.route(), PromqlParser.parse(query, ParserOptions.everything())),
                now,
                PATIENCE);
        return switch (answer) {
            case Answer.Failed failed -> throw Problem.of(Kind.UNAVAILABLE, "engine.failed", failed.reason());
            case Answer.Found found -> {
                Map<Labels, Double> values = new HashMap<>();
                for (Sample sample : found.samples()) {
                    if (sample instanceof Sample.Number number) {
                        Labels labels =
                                number.labels().without(Labels.METRIC_NAME).without(STATE);
                        values.put(labels, number.value());
                    }
                }
                yield values;
            }
        };
    }

    private static Instant seconds(double seconds) {
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }

    /** A name as a regular expression that matches it and nothing else. */
    private static String quoted(String name) {
        return name.replaceAll("([\\\\.+*?()|\\[\\]{}^$])", "\\\\$1");
    }
}
