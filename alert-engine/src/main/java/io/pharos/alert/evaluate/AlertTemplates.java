package io.pharos.alert.evaluate;

import io.pharos.alert.rules.Rule;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Sample;
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

/** Makes alerts of an alerting rule's results: their labels and annotations, expanded. Its templates are read once. */
public final class AlertTemplates {
    private static final String ALERT_NAME = "alertname";

    /** What all templates of the engine share. */
    public record Setting(Labels externalLabels, URI externalUrl, TemplateLimits limits) {}

    private final Rule.Alerting rule;
    private final AlertFacts facts;
    private final SortedMap<String, Template> labels = new TreeMap<>();
    private final SortedMap<String, Template> annotations = new TreeMap<>();
    private final Setting setting;

    /** @param facts of the rule; the time in them is replaced by each alert's own */
    public AlertTemplates(RuleGroup group, Rule.Alerting rule, AlertFacts facts, Setting setting) {
        this.rule = rule;
        this.facts = facts;
        this.setting = setting;
        group.labels().forEach((name, text) -> labels.put(name, Template.parse(text)));
        rule.labels().forEach((name, text) -> labels.put(name, Template.parse(text)));
        rule.annotations().forEach((name, text) -> annotations.put(name, Template.parse(text)));
    }

    /** The alert of one result; what a template cannot tell is told in its place. */
    public AlertResult result(Sample.Number sample, RuleState state, Instant now, QuerySource queries) {
        Labels alert = sample.labels()
                .without(Labels.METRIC_NAME)
                .withAll(expanded(labels, data(sample, now, now, queries)))
                .with(ALERT_NAME, rule.name());
        TemplateData since = data(sample, state.activeSince(alert, now), now, queries);
        return new AlertResult(alert, expanded(annotations, since), sample.value());
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
