package io.pharos.alert.run;

import io.pharos.alert.series.Labels;
import io.pharos.alert.state.AlertMachine;
import io.pharos.alert.state.AlertPolicy;
import io.pharos.alert.state.AlertResult;
import io.pharos.alert.state.Health;
import io.pharos.alert.state.Notification;
import io.pharos.alert.state.Observed;
import io.pharos.alert.state.RuleState;
import io.pharos.alert.state.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells a tenant that its own alerts are frozen: an alert that fires while rules of a group cannot be evaluated, and
 * that needs no engine for it, since a missing engine is the first thing it tells of.
 */
final class SelfWatch {
    static final String ALERT = "PharosRulesFrozen";
    private static final Duration HOLD = Duration.ofMinutes(1);

    private final AlertMachine machine;
    private final Labels labels;
    private RuleState state = RuleState.fresh();

    SelfWatch(CompiledGroup group, Duration resendDelay) {
        this.machine = new AlertMachine(
                new AlertPolicy(ALERT, HOLD, Duration.ZERO, 0, group.interval(), resendDelay, Duration.ZERO));
        this.labels = Labels.of(Map.of(
                "alertname",
                ALERT,
                "severity",
                "critical",
                "namespace",
                group.key().namespace(),
                "rule_group",
                group.key().group()));
    }

    /** What is to be told after an evaluation. */
    List<Notification> saw(List<RuleReport> reports, Instant now) {
        Step step = machine.decide(
                state, new Observed.Results(result(reports).stream().toList()), now);
        state = step.state();
        return step.notifications();
    }

    private Optional<AlertResult> result(List<RuleReport> reports) {
        List<String> errors = reports.stream()
                .map(RuleReport::health)
                .filter(Health.Failed.class::isInstance)
                .map(health -> ((Health.Failed) health).error())
                .toList();
        if (errors.isEmpty()) {
            return Optional.empty();
        }
        TreeMap<String, String> annotations = new TreeMap<>(Map.of(
                "summary",
                errors.size() + " of " + reports.size()
                        + " rules cannot be evaluated: their alerts are as they were before, and may be out of date",
                "description",
                errors.getFirst()));
        return Optional.of(new AlertResult(labels, annotations, errors.size()));
    }
}
