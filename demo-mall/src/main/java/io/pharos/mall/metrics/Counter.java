package io.pharos.mall.metrics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.DoubleAdder;
import org.jspecify.annotations.Nullable;

/** A counter: a value for each set of label values, and the last traced event of each. Its name ends in _total. */
final class Counter implements Metric {
    private static final class Cell {
        private final DoubleAdder value = new DoubleAdder();
        private volatile @Nullable Exemplar exemplar;
    }

    private final String name;
    private final String help;
    private final List<String> labels;
    private final Map<Labels, Cell> cells = new ConcurrentSkipListMap<>();

    Counter(String name, String help, String... labels) {
        if (!name.endsWith("_total")) {
            throw new IllegalArgumentException("a counter ends in _total, not " + name);
        }
        this.name = name;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** Shows the series from now on, at zero: an increase from nothing is none. */
    Counter init(String... values) {
        add(0, values);
        return this;
    }

    void add(double amount, String... values) {
        cell(values).value.add(amount);
    }

    /** Adds, and keeps the trace where there is one. */
    void add(double amount, @Nullable String traceId, Instant at, String... values) {
        Cell cell = cell(values);
        cell.value.add(amount);
        if (traceId != null) {
            cell.exemplar = new Exemplar(traceId, amount, at);
        }
    }

    private Cell cell(String... values) {
        return cells.computeIfAbsent(Labels.of(labels, values), _ -> new Cell());
    }

    @Override
    public void writeTo(Exposition out) {
        out.family(name, "counter", help);
        cells.forEach((values, cell) -> out.sample(name, values, cell.value.sum(), cell.exemplar));
    }
}
