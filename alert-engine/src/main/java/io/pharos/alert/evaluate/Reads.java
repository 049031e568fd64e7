package io.pharos.alert.evaluate;

import com.google.re2j.Pattern;
import io.pharos.alert.rules.Rule;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.ast.Walk;
import java.util.List;
import java.util.Map;

/** Which other rules a rule reads, judged by its selectors; {@code anything} where that cannot be told. */
record Reads(List<VectorSelector> selectors, boolean anything) {
    private static final List<String> ALERT_SERIES = List.of("ALERTS", "ALERTS_FOR_STATE");
    private static final String ALERT_NAME = "alertname";

    static Reads of(Rule rule) {
        List<VectorSelector> selectors = Walk.selectors(rule.expression().tree());
        boolean nameless = selectors.stream().anyMatch(selector -> !matches(selector, LabelMatcher.METRIC_NAME));
        return new Reads(selectors, nameless || queriesInTemplates(rule));
    }

    /** The metrics that a rule writes. */
    static List<String> metricsOf(Rule rule) {
        return switch (rule) {
            case Rule.Recording recording -> List.of(recording.name());
            case Rule.Alerting _ -> ALERT_SERIES;
        };
    }

    /** Whether a rule's results may be among what a selector selects. */
    static boolean mayRead(VectorSelector selector, Rule rule) {
        return switch (rule) {
            case Rule.Recording recording -> allow(selector, LabelMatcher.METRIC_NAME, recording.name());
            case Rule.Alerting alert -> readsAlert(selector, alert);
        };
    }

    private static boolean readsAlert(VectorSelector selector, Rule.Alerting alert) {
        return ALERT_SERIES.stream().anyMatch(name -> allow(selector, LabelMatcher.METRIC_NAME, name))
                && allow(selector, ALERT_NAME, alert.name());
    }

    private static boolean matches(VectorSelector selector, String label) {
        return selector.matchers().stream().anyMatch(matcher -> matcher.name().equals(label));
    }

    /** Whether no matcher on a label excludes a value. */
    private static boolean allow(VectorSelector selector, String label, String value) {
        return selector.matchers().stream()
                .filter(matcher -> matcher.name().equals(label))
                .allMatch(matcher -> allows(matcher, value));
    }

    private static boolean allows(LabelMatcher matcher, String value) {
        return switch (matcher.op()) {
            case EQUAL -> matcher.value().equals(value);
            case NOT_EQUAL -> !matcher.value().equals(value);
            case REGEX -> Pattern.matches(matcher.value(), value);
            case NOT_REGEX -> !Pattern.matches(matcher.value(), value);
        };
    }

    /** A template may ask for anything, and what it asks is known only when it is expanded. */
    private static boolean queriesInTemplates(Rule rule) {
        return switch (rule) {
            case Rule.Recording _ -> false;
            case Rule.Alerting alert -> mentionsQuery(alert.labels()) || mentionsQuery(alert.annotations());
        };
    }

    private static boolean mentionsQuery(Map<String, String> templates) {
        return templates.values().stream().anyMatch(text -> text.contains("{{") && text.contains("query"));
    }
}
