package io.pharos.alert.view;

import io.pharos.alert.memory.GroupMemory.Remembered;
import io.pharos.alert.memory.RuleMemory;
import io.pharos.alert.rules.Rule;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.run.CompiledGroup;
import io.pharos.alert.run.GroupView;
import io.pharos.alert.run.RuleReport;
import io.pharos.alert.run.Setting;
import io.pharos.alert.state.ActiveAlert;
import io.pharos.alert.state.AlertPhase;
import io.pharos.alert.state.Health;
import io.pharos.alert.state.RuleState;
import io.pharos.alert.state.RuleStatus;
import io.pharos.alert.template.value.GoDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns groups into what the API shows of them. */
final class GroupWriter {
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private GroupWriter() {}

    static GroupJson write(GroupView view) {
        RuleGroup group = view.group().group();
        List<RuleJson> rules = new ArrayList<>();
        for (int i = 0; i < group.rules().size(); i++) {
            Remembered remembered = view.memory().rules().get(i);
            List<String> silent = view.insights().silent(remembered.rule());
            rules.add(rule(
                            group,
                            group.rules().get(i),
                            remembered.memory(),
                            view.reports().get(i))
                    .with(silent, view.insights().explained(remembered.rule())));
        }
        return new GroupJson(
                group.name(),
                view.group().key().namespace(),
                rules,
                seconds(view.group().interval()),
                group.limit(),
                seconds(view.took()),
                time(view.evaluatedAt()));
    }

    /** A group that is evaluated by nobody who answers. */
    static GroupJson unknown(String namespace, RuleGroup group, Setting setting) {
        List<RuleJson> rules = group.rules().stream()
                .map(rule -> rule(group, rule, RuleMemory.none(rule), RuleReport.NONE))
                .toList();
        double interval = seconds(CompiledGroup.intervalOf(group, setting));
        return new GroupJson(group.name(), namespace, rules, interval, group.limit(), 0, NEVER);
    }

    private static RuleJson rule(RuleGroup group, Rule rule, RuleMemory memory, RuleReport report) {
        SortedMap<String, String> labels = new TreeMap<>(group.labels());
        labels.putAll(rule.labels());
        return switch (rule) {
            case Rule.Recording recording ->
                new RuleJson(
                        null,
                        recording.name(),
                        recording.expression().text(),
                        null,
                        null,
                        labels,
                        null,
                        null,
                        health(report.health()),
                        error(report.health()),
                        seconds(report.took()),
                        time(report.evaluatedAt()),
                        RuleJson.RECORDING,
                        null);
            case Rule.Alerting alert -> alerting(alert, labels, memory, report);
        };
    }

    private static RuleJson alerting(
            Rule.Alerting alert, SortedMap<String, String> labels, RuleMemory memory, RuleReport report) {
        RuleState state = memory instanceof RuleMemory.OfAlerts of ? of.state() : RuleState.fresh();
        List<AlertJson> alerts = state.alerts().all().stream()
                .filter(one -> one.phase().isActive())
                .map(GroupWriter::alert)
                .toList();
        return new RuleJson(
                word(state.isFrozen() ? RuleStatus.UNKNOWN : state.status()),
                alert.name(),
                alert.expression().text(),
                seconds(alert.hold()),
                seconds(alert.keepFiringFor()),
                labels,
                new TreeMap<>(alert.annotations()),
                alerts,
                health(state.health()),
                error(state.health()),
                seconds(report.took()),
                time(report.evaluatedAt()),
                RuleJson.ALERTING,
                null);
    }

    private static AlertJson alert(ActiveAlert alert) {
        @Nullable Instant missing = alert.phase() instanceof AlertPhase.Firing f ? f.missingSince() : null;
        return new AlertJson(
                alert.labels().asMap(),
                alert.annotations(),
                word(RuleStatus.of(alert.phase())),
                alert.phase().since().toString(),
                missing == null ? null : missing.toString(),
                GoDecimal.exponential(alert.value(), GoDecimal.SHORTEST),
                null);
    }

    private static String word(RuleStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static String health(Health health) {
        return switch (health) {
            case Health.Unknown _ -> "unknown";
            case Health.Ok _ -> "ok";
            case Health.Failed _ -> "err";
        };
    }

    private static @Nullable String error(Health health) {
        return health instanceof Health.Failed failed ? failed.error() : null;
    }

    private static double seconds(Duration length) {
        return length.toNanos() / 1e9;
    }

    private static String time(@Nullable Instant time) {
        return time == null ? NEVER : time.toString();
    }
}
