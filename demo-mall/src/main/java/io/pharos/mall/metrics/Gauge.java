package io.pharos.mall.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A gauge: a value for each set of label values. */
final class Gauge implements Metric {
    private final String name;
    private final String help;
    private final List<String> labels;
    private final Map<Labels, Double> values = new ConcurrentSkipListMap<>();

    Gauge(String name, String help, String... labels) {
        this.name = name;
        this.help = help;
        this.labels = List.of(labels);
    }

    void set(double value, String... labelValues) {
        values.put(Labels.of(labels, labelValues), value);
    }

    @Override
    public void writeTo(Exposition out) {
        out.family(name, "gauge", help);
        values.forEach((labelValues, value) -> out.sample(name, labelValues, value, null));
    }
}
