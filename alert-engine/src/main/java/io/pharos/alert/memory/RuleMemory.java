package io.pharos.alert.memory;

import io.pharos.alert.rules.Rule;
import io.pharos.alert.series.Labels;
import io.pharos.alert.state.RuleState;
import java.util.Set;

/** What is remembered of a rule. */
public sealed interface RuleMemory {
    /** The alerts of an alerting rule. */
    record OfAlerts(RuleState state) implements RuleMemory {}

    /** The series of a recording rule that live; they end when it does not write them any more. */
    record OfSeries(Set<Labels> series) implements RuleMemory {}

    /** The same, with nobody told of the alerts yet. */
    default RuleMemory untold() {
        return switch (this) {
            case OfAlerts alerts -> new OfAlerts(alerts.state().untold());
            case OfSeries series -> series;
        };
    }

    /** Of a rule of which nothing is known. */
    static RuleMemory none(Rule rule) {
        return switch (rule) {
            case Rule.Alerting _ -> new OfAlerts(RuleState.fresh());
            case Rule.Recording _ -> new OfSeries(Set.of());
        };
    }
}
