package io.pharos.alert.evaluate;

import io.pharos.alert.rules.Rule;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Sample;
import io.pharos.alert.state.ActiveAlert;
import io.pharos.alert.state.AlertPhase;
import io.pharos.alert.state.AlertResult;
import io.pharos.alert.state.RuleState;
import io.pharos.alert.template.AlertFacts;
import io.pharos.alert.template.Template;
import io.pharos.alert.template.TemplateData;
import io.pharos.alert.template.TemplateLimits;
import io.pharos.alert.template.function.QuerySource;
import java.net.URI;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes alerts of an alerting rule's results: their labels and annotations, expanded. Its templates are read once, and
 * what says the same as at the last evaluation is not expanded again.
 */
public final class AlertTemplates {
    private static final String ALERT_NAME = "alertname";

    /** What all templates of the engine share. */
    public record Setting(Labels externalLabels, URI externalUrl, TemplateLimits limits) {}

    private final Rule.Alerting rule;
    private final AlertFacts facts;
    private final SortedMap<String, Template> labels = new TreeMap<>();
    private final SortedMap<String, Template> annotations = new TreeMap<>();
    private final @Nullable Labels plainLabels;
    private final boolean steady;
    private @Nullable Instant begun;
    private final Setting setting;

    /** @param facts of the rule; the time in them is replaced by each alert's own */
    public AlertTemplates(RuleGroup group, Rule.Alerting rule, AlertFacts facts, Setting setting) {
        this.rule = rule;
        this.facts = facts;
        this.setting = setting;
        group.labels().forEach((name, text) -> labels.put(name, Template.parse(text)));
        rule.labels().forEach((name, text) -> labels.put(name, Template.parse(text)));
        rule.annotations().forEach((name, text) -> annotations.put(name, Template.parse(text)));
        this.plainLabels = labels.values().stream().allMatch(Template::addsPlainText) ? plain(group, rule) : null;
        this.steady = annotations.values().stream().allMatch(Template::isSteady);
    }

    private static Labels plain(RuleGroup group, Rule.Alerting rule) {
        SortedMap<String, String> texts = new TreeMap<>(group.labels());
        texts.putAll(rule.labels());
        texts.put(ALERT_NAME, rule.name());
        return Labels.of(texts);
    }

    /** The alert of one result; what a template cannot tell is told in its place. */
    public AlertResult result(Sample.Number sample, RuleState state, Instant now, QuerySource queries) {
        begun = begun == null ? now : begun;
        Labels alert = labels(sample, now, queries);
        ActiveAlert before = steady && now.isAfter(begun) ? state.alerts().get(alert) : null;
        if (before != null && saysTheSame(before, sample)) {
            return new AlertResult(alert, before.annotations(), sample.value());
        }
        TemplateData since = data(sample, state.activeSince(alert, now), now, queries);
        return new AlertResult(alert, expanded(annotations, since), sample.value());
    }

    private Labels labels(Sample.Number sample, Instant now, QuerySource queries) {
        Labels own = sample.labels().without(Labels.METRIC_NAME);
        return plainLabels != null
                ? own.withAll(plainLabels)
                : own.withAll(expanded(labels, data(sample, now, now, queries))).with(ALERT_NAME, rule.name());
    }

    /** An alert that these templates made at the last evaluation, of the same labels and the same value. */
    private boolean saysTheSame(ActiveAlert before, Sample.Number now) {
        boolean seen = switch (before.phase()) {
            case AlertPhase.Pending _ -> true;
            case AlertPhase.Firing firing -> firing.missingSince() == null;
            case AlertPhase.Resolved _ -> false;
        };
        return seen
                && Double.doubleToRawLongBits(before.value()) == Double.doubleToRawLongBits(now.value())
                && labels.keySet().stream()
                        .allMatch(name -> now.labels().get(name).isEmpty());
    }

    private TemplateData data(Sample.Number sample, Instant activeAt, Instant now, QuerySource queries) {
        return new TemplateData(
                sample.labels(),
                setting.externalLabels(),
                setting.externalUrl(),
                sample.value(),
                now,
                facts.activeSince(activeAt),
                queries);
    }

    private SortedMap<String, String> expanded(SortedMap<String, Template> templates, TemplateData data) {
        SortedMap<String, String> texts = new TreeMap<>();
        templates.forEach((name, template) -> texts.put(name, template.expandOrTell(data, setting.limits())));
        return texts;
    }
}
