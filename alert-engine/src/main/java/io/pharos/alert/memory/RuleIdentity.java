package io.pharos.alert.memory;

import io.pharos.alert.rules.Rule;
import io.pharos.alert.series.Labels;

/**
 * What makes a rule the same rule although it was edited: its kind, name and labels, as Prometheus's {@code CopyState}
 * has it ({@code rules/group.go}).
 */
public record RuleIdentity(boolean alerting, String name, Labels labels) {
    public static RuleIdentity of(Rule rule) {
        return new RuleIdentity(rule instanceof Rule.Alerting, rule.name(), Labels.of(rule.labels()));
    }
}
