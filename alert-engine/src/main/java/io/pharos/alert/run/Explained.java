package io.pharos.alert.run;

import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Sample;
import java.time.Instant;
import java.util.List;

/**
 * Why an alert began to fire: the values, at that evaluation, along the expression that made it true.
 *
 * @param alert the alert's labels
 */
public record Explained(Instant at, Labels alert, List<Step> steps) {
    /** A part of the expression, and of its result what belongs to the alert; outer parts come first. */
    public record Step(String expression, List<Sample.Number> values) {
        public Step {
            values = List.copyOf(values);
        }
    }

    public Explained {
        steps = List.copyOf(steps);
    }
}
