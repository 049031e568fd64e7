package io.pharos.alert.backtest;

import io.pharos.alert.evaluate.AlertTemplates;
import io.pharos.alert.evaluate.Comparison;
import io.pharos.alert.rules.Rule;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Sample;
import io.pharos.alert.state.ActiveAlert;
import io.pharos.alert.state.AlertMachine;
import io.pharos.alert.state.AlertPhase;
import io.pharos.alert.state.AlertPolicy;
import io.pharos.alert.state.AlertResult;
import io.pharos.alert.state.Health;
import io.pharos.alert.state.Observed;
import io.pharos.alert.state.RuleState;
import io.pharos.alert.template.AlertFacts;
import io.pharos.alert.template.TemplateLimits;
import io.pharos.alert.template.function.ExpansionException;
import io.pharos.alert.template.function.QuerySource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs an alert rule over a timeline, evaluation by evaluation, and tells the lives of its alerts. Pure. */
final class Replay {
    private static final SortedMap<String, String> NO_ANNOTATIONS = Collections.unmodifiableSortedMap(new TreeMap<>());
    private static final QuerySource NO_QUERIES = query -> {
        throw new ExpansionException("templates ask no queries in a backtest");
    };

    /** What came of it: the lives in the order in which they began, and the first error, if there was one. */
    record Result(List<AlertLife> lives, @Nullable String error) {
        long timesFired() {
            return lives.stream().mapToLong(AlertLife::timesFired).sum();
        }

        Duration fired() {
            return lives.stream().map(AlertLife::fired).reduce(Duration.ZERO, Duration::plus);
        }
    }

    private record Open(boolean firing, Instant from) {}

    private final AlertMachine machine;
    private final AlertTemplates templates;
    private final Map<Labels, Open> open = new HashMap<>();
    private final Map<Labels, List<AlertLife.Interval>> lives = new LinkedHashMap<>();
    private RuleState state = RuleState.fresh();
    private @Nullable String error;

    private Replay(RuleGroup group, Rule.Alerting rule, Duration interval) {
        this.machine = new AlertMachine(new AlertPolicy(
                rule.name(),
                rule.hold(),
                rule.keepFiringFor(),
                group.limit(),
                interval,
                Duration.ofMinutes(1),
                Duration.ZERO));
        Rule.Alerting unannotated = new Rule.Alerting(
                rule.name(), rule.expression(), rule.hold(), rule.keepFiringFor(), rule.labels(), NO_ANNOTATIONS);
        this.templates = new AlertTemplates(
                group,
                unannotated,
                AlertFacts.of(rule.expression().text(), rule.hold(), interval, Instant.EPOCH),
                new AlertTemplates.Setting(Labels.NONE, URI.create(""), TemplateLimits.standard()));
    }

    /** The rule over the timeline of its query, or of its query without the threshold, which then is applied here. */
    static Result of(
            RuleGroup group, Rule.Alerting rule, Duration interval, Timeline timeline, @Nullable Comparison threshold) {
        Replay replay = new Replay(group, rule, interval);
        for (int i = 0; i < timeline.steps(); i++) {
            List<Sample> samples = timeline.at(i);
            replay.evaluate(threshold == null ? samples : threshold.filter(samples), timeline.time(i));
        }
        return replay.result(timeline.time(timeline.steps() - 1));
    }

    private void evaluate(List<Sample> samples, Instant now) {
        List<AlertResult> results = new ArrayList<>(samples.size());
        for (Sample sample : samples) {
            if (sample instanceof Sample.Number number) {
                results.add(templates.result(number, state, now, NO_QUERIES));
            }
        }
        state = machine.decide(state, new Observed.Results(results), now).state();
        if (state.health() instanceof Health.Failed failed && error == null) {
            error = failed.error();
        }
        follow(now);
    }

    /** Opens and closes intervals by what the alerts are now. */
    private void follow(Instant now) {
        Map<Labels, Boolean> active = new HashMap<>();
        for (ActiveAlert alert : state.alerts().all()) {
            if (alert.phase().isActive()) {
                active.put(alert.labels(), alert.phase() instanceof AlertPhase.Firing);
            }
        }
        Iterator<Map.Entry<Labels, Open>> known = open.entrySet().iterator();
        while (known.hasNext()) {
            Map.Entry<Labels, Open> entry = known.next();
            Boolean firing = active.get(entry.getKey());
            if (firing == null || firing != entry.getValue().firing()) {
                close(entry.getKey(), entry.getValue(), now, false);
                known.remove();
            }
        }
        active.forEach((labels, firing) -> open.computeIfAbsent(labels, l -> new Open(firing, now)));
    }

    private void close(Labels labels, Open was, Instant now, boolean stillOpen) {
        lives.computeIfAbsent(labels, l -> new ArrayList<>())
                .add(new AlertLife.Interval(was.firing(), was.from(), now, stillOpen));
    }

    private Result result(Instant end) {
        open.forEach((labels, was) -> close(labels, was, end, true));
        List<AlertLife> all = new ArrayList<>();
        lives.forEach((labels, intervals) -> all.add(new AlertLife(labels, intervals)));
        return new Result(List.copyOf(all), error);
    }
}
