package io.pharos.promql.build;

import io.pharos.promql.ast.LabelMatcher;
import java.time.Duration;
import java.util.List;

/** Where a query starts. */
public sealed interface Start {
    /** The series of a metric (or of any, with an empty name) whose labels match, some time ago. */
    record Metric(String name, List<LabelMatcher> matchers, Duration offset) implements Start {
        public Metric {
            matchers = List.copyOf(matchers);
        }

        public Metric(String name, LabelMatcher... matchers) {
            this(name, List.of(matchers), Duration.ZERO);
        }
    }

    /** The time of evaluation, in seconds. */
    record Time() implements Start {}

    /** A number. */
    record Constant(Literal.Number value) implements Start {}
}
