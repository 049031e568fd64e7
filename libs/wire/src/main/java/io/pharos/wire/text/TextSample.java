package io.pharos.wire.text;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One line's sample; the labels do not hold the metric's name, and without a timestamp it is now's. */
public record TextSample(
        String metric,
        SortedMap<String, String> labels,
        double value,
        @Nullable Long timestampMillis,
        @Nullable Exemplar exemplar) {

    /** An example of what was counted; without a timestamp it has its sample's. */
    public record Exemplar(
            SortedMap<String, String> labels,
            double value,
            @Nullable Long timestampMillis) {
        public Exemplar {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        }
    }

    public TextSample {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }
}
