package io.pharos.alert.query;

import io.pharos.alert.series.Sample;
import java.util.List;

/** What came of a question. */
public sealed interface Answer {
    /** The engine's result; a scalar is one sample without labels. */
    record Found(List<Sample> samples) implements Answer {
        public Found {
            samples = List.copyOf(samples);
        }
    }

    /** Nothing is known; the reason is for the tenant to read, and names nothing of ours. */
    record Failed(String reason) implements Answer {}
}
