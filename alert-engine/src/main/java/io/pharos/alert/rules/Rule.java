package io.pharos.alert.rules;

import java.time.Duration;
import java.util.SortedMap;

/** One rule of a group, as {@code model/rulefmt} of Prometheus has it. */
public sealed interface Rule {
    /** The alert's name, or the recorded metric's. */
    String name();

    RuleExpression expression();

    /** The labels added to results; an alert's are templates. */
    SortedMap<String, String> labels();

    /**
     * Watches a condition.
     *
     * @param hold {@code for}: how long the condition must hold before the alert fires
     * @param keepFiringFor how long the alert fires on after the condition has gone
     * @param annotations templates, by name
     */
    record Alerting(
            String name,
            RuleExpression expression,
            Duration hold,
            Duration keepFiringFor,
            SortedMap<String, String> labels,
            SortedMap<String, String> annotations)
            implements Rule {
        public Alerting {
            labels = SortedCopy.of(labels);
            annotations = SortedCopy.of(annotations);
        }
    }

    /** Writes its query's result as a metric of its own. */
    record Recording(String name, RuleExpression expression, SortedMap<String, String> labels) implements Rule {
        public Recording {
            labels = SortedCopy.of(labels);
        }
    }
}
