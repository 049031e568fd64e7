package io.pharos.promql.series;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A series as a rule test writes it: its labels, the metric name among them, and one value for each step. */
public record SeriesDescription(SortedMap<String, String> labels, List<SequenceValue> values) {
    public SeriesDescription {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        values = List.copyOf(values);
    }
}
