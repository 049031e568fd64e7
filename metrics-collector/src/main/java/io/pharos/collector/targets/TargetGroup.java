package io.pharos.collector.targets;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Addresses ({@code host:port}) that share labels; the shape of static_configs and of an http_sd answer. */
public record TargetGroup(List<String> targets, SortedMap<String, String> labels) {
    public TargetGroup {
        targets = targets == null ? List.of() : List.copyOf(targets);
        if (labels != null && labels.containsValue(null)) {
            throw new IllegalArgumentException("a label has a value");
        }
        labels = Collections.unmodifiableSortedMap(labels == null ? new TreeMap<>() : new TreeMap<>(labels));
    }
}
