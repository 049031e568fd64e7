package io.pharos.alert.run;

import io.pharos.alert.evaluate.AlertTemplates;
import io.pharos.alert.memory.GroupMemory;
import io.pharos.alert.memory.RuleMemory;
import io.pharos.alert.query.Answer;
import io.pharos.alert.rules.RuleFileParser;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.rules.RuleLimits;
import io.pharos.alert.schedule.GroupKey;
import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Point;
import io.pharos.alert.state.ActiveAlert;
import io.pharos.alert.state.Notification;
import io.pharos.alert.state.Restoration;
import io.pharos.alert.template.TemplateLimits;
import io.pharos.alert.write.Written;
import io.pharos.tenancy.directory.EngineRoute;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Evaluates a group over a real engine at times that a test chooses, and keeps what was told. */
final class Rehearsal {
    /** What was told at an evaluation. */
    record Told(Instant at, Notification notification) {
        String alert() {
            return notification.alert().labels().get("alertname");
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Setting setting;
    private final CompiledGroup group;
    private final Outlets outlets;
    private final LastCounts counts = new LastCounts();
    private final List<Told> told = new ArrayList<>();
    private GroupMemory memory;
    private List<Point> owed = List.of();

    Rehearsal(EngineRoute route, String yaml, Duration resendDelay, Asker asker, Pen pen) {
        RuleGroup rules = RuleFileParser.parseGroup(route.tenant().id(), yaml, RuleLimits.ofSizeOnly());
        GroupKey key = new GroupKey(route.tenant().id(), route.environment(), "rehearsal", rules.name());
        AlertTemplates.Setting templates =
                new AlertTemplates.Setting(Labels.NONE, URI.create("http://x"), TemplateLimits.standard());
        this.setting = new Setting(Duration.ofMinutes(1), resendDelay, Duration.ZERO, 4, 0, templates);
        this.group = new CompiledGroup(
                key,
                rules,
                route,
                setting,
                SlotPlan.of(Map.of(key, rules), setting).of(key, rules, setting));
        this.outlets = Outlets.of(
                // A busy machine is no outage.
                (question, time, patience) -> answered(asker.ask(question, time, PATIENCE)),
                (way, points, patience) -> written(pen.write(way, points, PATIENCE)),
                (tenant, environment, expression, notifications, now) ->
                        notifications.forEach(one -> told.add(new Told(now, one))));
        this.memory = GroupMemory.none(rules);
    }

    Setting setting() {
        return setting;
    }

    CompiledGroup group() {
        return group;
    }

    /** Writes a sample of the tenant's. */
    void write(Map<String, String> labels, double value, Instant at) {
        write(List.of(new Point(Labels.of(labels), at, value)));
    }

    void write(List<Point> points) {
        var unused = outlets.pen().write(group.route(), points, PATIENCE);
    }

    private static Answer answered(Answer answer) {
        if (answer instanceof Answer.Failed failed) {
            throw new IllegalStateException(failed.reason());
        }
        return answer;
    }

    /** Nothing may be lost here without being noticed. */
    private static Written written(Written written) {
        if (written instanceof Written.Lost lost) {
            throw new IllegalStateException(lost.reason());
        }
        return written;
    }

    Evaluated evaluate(Instant at) {
        Evaluated result = new GroupEvaluation(group, memory, owed, counts, at, outlets).run();
        memory = result.memory();
        owed = result.owed();
        return result;
    }

    /** Loses what is remembered, and asks the series. */
    void forgetAndRestore(Instant now) {
        memory = new SeriesRestoration(group, outlets.asker(), now, Restoration.standard())
                .restore()
                .orElseThrow();
    }

    /** The active alerts of that name: {@code pending} and {@code firing} by their states. */
    List<String> states(String alert) {
        return alerts().filter(one -> one.labels().get("alertname").equals(alert))
                .filter(one -> one.phase().isActive())
                .map(one -> one.phase().getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
    }

    private Stream<ActiveAlert> alerts() {
        return memory.rules().stream()
                .filter(rule -> rule.memory() instanceof RuleMemory.OfAlerts)
                .flatMap(rule -> ((RuleMemory.OfAlerts) rule.memory()).state().alerts().all().stream());
    }

    List<Told> told(String alert) {
        return told.stream().filter(one -> one.alert().equals(alert)).toList();
    }

    void forgetTold() {
        told.clear();
    }

    List<Told> told() {
        return List.copyOf(told);
    }
}
