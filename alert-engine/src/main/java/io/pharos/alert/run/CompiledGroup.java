package io.pharos.alert.run;

import io.pharos.alert.evaluate.AlertTemplates;
import io.pharos.alert.evaluate.Dependencies;
import io.pharos.alert.evaluate.PlannedExpression;
import io.pharos.alert.query.Enforcement;
import io.pharos.alert.query.Question;
import io.pharos.alert.record.Recorder;
import io.pharos.alert.rules.Rule;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.schedule.GroupKey;
import io.pharos.alert.schedule.Slots;
import io.pharos.alert.state.AlertMachine;
import io.pharos.alert.state.AlertPolicy;
import io.pharos.alert.template.AlertFacts;
import io.pharos.model.Problem;
import io.pharos.tenancy.directory.EngineRoute;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A group with all that its evaluations share, made once for each version of it and each way to its engine. */
public final class CompiledGroup {
    private final GroupKey key;
    private final RuleGroup group;
    private final EngineRoute route;
    private final Setting setting;
    private final SlotChoice slot;
    private final Slots slots;
    private final List<CompiledRule> rules;
    private final Dependencies dependencies;
    private final Map<String, Asked> questions = new ConcurrentHashMap<>();

    /** A question, or why the engine cannot be asked it. */
    sealed interface Asked {
        record Ready(Question question) implements Asked {}

        record Refused(String reason) implements Asked {}
    }

    public CompiledGroup(GroupKey key, RuleGroup group, EngineRoute route, Setting setting, SlotChoice slot) {
        this.key = key;
        this.group = group;
        this.route = route;
        this.setting = setting;
        this.slot = slot;
        Duration interval = intervalOf(group, setting);
        this.slots = group.evalOffset() == null
                ? Slots.spread(slot.hash(), interval)
                : Slots.at(group.evalOffset(), interval);
        this.rules = group.rules().stream().map(this::compiled).toList();
        this.dependencies = Dependencies.of(group.rules());
    }

    /** A group's own interval, or the setting's. */
    public static Duration intervalOf(RuleGroup group, Setting setting) {
        return group.interval() == null ? setting.interval() : group.interval();
    }

    /** Whether it was made of the same. */
    public boolean isOf(RuleGroup other, EngineRoute way, Setting with, SlotChoice choice) {
        return group.equals(other) && route.equals(way) && setting.equals(with) && slot.equals(choice);
    }

    public GroupKey key() {
        return key;
    }

    public RuleGroup group() {
        return group;
    }

    public EngineRoute route() {
        return route;
    }

    public Slots slots() {
        return slots;
    }

    public List<CompiledRule> rules() {
        return rules;
    }

    Dependencies dependencies() {
        return dependencies;
    }

    Set<String> sharedQueries() {
        return slot.shared();
    }

    public Duration interval() {
        return slots.interval();
    }

    public Duration queryOffset() {
        return group.queryOffset() == null ? setting.queryOffset() : group.queryOffset();
    }

    Duration resendDelay() {
        return setting.resendDelay();
    }

    int concurrency() {
        return group.concurrency() > 1 ? group.concurrency() : setting.concurrency();
    }

    Asked whole(PlannedExpression expression) {
        return questions.computeIfAbsent(expression.text(), text -> asked(expression, true));
    }

    Asked bare(PlannedExpression expression) {
        return questions.computeIfAbsent(expression.shareable(), text -> asked(expression, false));
    }

    private Asked asked(PlannedExpression expression, boolean all) {
        try {
            return new Asked.Ready(Enforcement.question(route, all ? expression.whole() : expression.bare()));
        } catch (Problem refusal) {
            return new Asked.Refused(refusal.detail());
        }
    }

    private CompiledRule compiled(Rule rule) {
        PlannedExpression expression = PlannedExpression.of(rule.expression().tree());
        return switch (rule) {
            case Rule.Alerting alert ->
                new CompiledRule.Alerting(alert, expression, new AlertMachine(policy(alert)), templates(alert));
            case Rule.Recording recording -> new CompiledRule.Recording(recording, expression, recorder(recording));
        };
    }

    private AlertTemplates templates(Rule.Alerting alert) {
        AlertFacts facts =
                AlertFacts.of(alert.expression().text(), alert.hold(), intervalOf(group, setting), Instant.EPOCH);
        return new AlertTemplates(group, alert, facts, setting.templates());
    }

    AlertPolicy policy(Rule.Alerting alert) {
        return new AlertPolicy(
                alert.name(),
                alert.hold(),
                alert.keepFiringFor(),
                limit(),
                intervalOf(group, setting),
                setting.resendDelay(),
                queryOffset());
    }

    private Recorder recorder(Rule.Recording recording) {
        Map<String, String> labels = new TreeMap<>(group.labels());
        labels.putAll(recording.labels());
        return new Recorder(recording.name(), labels, limit());
    }

    private int limit() {
        int own = group.limit();
        int tenants = setting.maxResults();
        return own == 0 || tenants == 0 ? Math.max(own, tenants) : Math.min(own, tenants);
    }
}
