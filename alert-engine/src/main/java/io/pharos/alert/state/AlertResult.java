package io.pharos.alert.state;

import io.pharos.alert.series.Labels;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** One result of an alert's query: the alert's labels and annotations, expanded, and the sample's value. */
public record AlertResult(Labels labels, SortedMap<String, String> annotations, double value) {
    public AlertResult {
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }
}
