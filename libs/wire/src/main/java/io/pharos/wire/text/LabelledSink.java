package io.pharos.wire.text;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts labels into every sample on its way, in place of its own of those names; an empty one takes it out. */
record LabelledSink(TextSink next, Map<String, String> labels) implements TextSink {
    @Override
    public void sample(TextSample sample) {
        SortedMap<String, String> all = new TreeMap<>(sample.labels());
        all.putAll(labels);
        next.sample(new TextSample(sample.metric(), all, sample.value(), sample.timestampMillis(), sample.exemplar()));
    }

    @Override
    public void metadata(String family, MetricType type, String help, String unit) {
        next.metadata(family, type, help, unit);
    }
}
