package io.pharos.wire.remotewrite;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** An example of what was counted, with its time in milliseconds. */
public record Exemplar(SortedMap<String, String> labels, double value, long timestampMillis) {
    public Exemplar {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }
}
