package io.pharos.alert.engine;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.alert.memory.RuleMemory;
import io.pharos.alert.run.EvaluationConfig;
import io.pharos.alert.run.GroupLoop;
import io.pharos.alert.run.GroupView;
import io.pharos.alert.schedule.Demand;
import io.pharos.alert.state.Health;
import io.pharos.alert.state.RuleState;
import io.pharos.alert.state.RuleStatus;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** What replicas are scaled by, and what an operator watches. Demand is of the configuration, whoever evaluates it. */
@Singleton
final class EngineMetrics {
    private final Engine engine;
    private final EvaluationConfig config;
    private final MeterRegistry registry;

    @Inject
    EngineMetrics(Engine engine, EvaluationConfig config, MeterRegistry registry) {
        this.engine = engine;
        this.config = config;
        this.registry = registry;
    }

    void register() {
        gauge(
                "demand",
                "evaluations",
                "Evaluations of rules a second that the rules ask for, on all replicas together",
                e -> Demand.of(e.groups().values(), config.interval()).evaluationsPerSecond());
        gauge(
                "load",
                "evaluations",
                "Evaluations of rules a second that this replica has to do",
                e -> e.loops().stream()
                        .mapToDouble(loop -> loop.group().rules().size()
                                * 1000.0
                                / loop.group().interval().toMillis())
                        .sum());
        gauge(
                "saturation",
                "ratio",
                "The largest part of its interval that a group's last evaluation took here; above one, slots are"
                        + " missed",
                e -> views(e, GroupView::saturation));
        gauge("groups", "groups", "Groups that run here", e -> e.loops().size());
        gauge("replicas", "replicas", "Replicas that live", e -> e.alive().size());
        gauge(
                "alerts.firing",
                "alerts",
                "Alerts that fire here",
                e -> rules(e, state -> count(state, RuleStatus.FIRING)));
        gauge(
                "alerts.pending",
                "alerts",
                "Alerts that wait here",
                e -> rules(e, state -> count(state, RuleStatus.PENDING)));
        gauge(
                "rules.silent",
                "rules",
                "Rules here without a result whose selectors match no series at all",
                e -> e.loops().stream()
                        .mapToDouble(loop -> loop.view().insights().silentRules())
                        .sum());
        gauge(
                "rules.frozen",
                "rules",
                "Alerting rules here whose last evaluation failed: their alerts are as they were",
                e -> rules(e, state -> state.health() instanceof Health.Failed ? 1 : 0));
    }

    private void gauge(String name, String unit, String meaning, ToDoubleFunction<Engine> value) {
        Gauge.builder("pharos.alert." + name, engine, value)
                .baseUnit(unit)
                .description(meaning)
                .register(registry);
    }

    private static double views(Engine engine, ToDoubleFunction<GroupView> part) {
        return engine.loops().stream()
                .map(GroupLoop::view)
                .mapToDouble(part)
                .max()
                .orElse(0);
    }

    private static double rules(Engine engine, ToLongFunction<RuleState> part) {
        return engine.loops().stream()
                .flatMap(loop -> loop.view().memory().rules().stream())
                .mapToLong(rule -> rule.memory() instanceof RuleMemory.OfAlerts of ? part.applyAsLong(of.state()) : 0)
                .sum();
    }

    private static long count(RuleState state, RuleStatus status) {
        return state.alerts().all().stream()
                .filter(alert -> RuleStatus.of(alert.phase()) == status)
                .count();
    }
}
