package io.pharos.collector.push;

import io.pharos.wire.text.MetricType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.SortedMap;

/** A metric family of a group, as it is kept. */
@RegisterForReflection
record PushedFamily(String name, MetricType type, String help, String unit, List<Sample> samples) {
    /** A sample with the labels of its group. The value is text, since JSON has no NaN and no infinity. */
    @RegisterForReflection
    record Sample(String metric, SortedMap<String, String> labels, String value) {
        /** What names the series. */
        Series series() {
            return new Series(metric, labels);
        }
    }

    /** A series by its name and labels. */
    @RegisterForReflection
    record Series(String metric, SortedMap<String, String> labels) {}

    PushedFamily {
        samples = List.copyOf(samples);
    }
}
