package io.pharos.gateway.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The result of a range query: its series in the order of their labels, none of them without points. */
public record Matrix(List<Series> series) {
    public static final Matrix EMPTY = new Matrix(List.of());

    public Matrix {
        series = List.copyOf(series);
    }

    /** What of it lies in those steps. */
    public Matrix during(Steps steps) {
        return new Matrix(series.stream()
                .map(one -> one.during(steps))
                .filter(one -> !one.isEmpty())
                .toList());
    }

    /** The whole of parts that follow one another in time: what the engine would have said to all of it at once. */
    public static Matrix joined(List<Matrix> parts) {
        List<Matrix> some =
                parts.stream().filter(part -> !part.series.isEmpty()).toList();
        if (some.size() <= 1) {
            return some.isEmpty() ? EMPTY : some.getFirst();
        }
        Map<String, List<Series>> byMetric = new LinkedHashMap<>();
        for (Matrix part : some) {
            for (Series one : part.series) {
                byMetric.computeIfAbsent(one.metric(), metric -> new ArrayList<>(some.size()))
                        .add(one);
            }
        }
        boolean inOrder = byMetric.size() == some.getFirst().series.size();
        List<Series> whole =
                byMetric.values().stream().map(Matrix::joinedSeries).toList();
        return new Matrix(inOrder ? whole : LabelOrder.sorted(whole));
    }

    private static Series joinedSeries(List<Series> parts) {
        return new Series(
                parts.getFirst().metric(),
                Points.joined(parts.stream().map(Series::values).toList()),
                Points.joined(parts.stream().map(Series::histograms).toList()));
    }

    /** How many points it has. */
    public long points() {
        long points = 0;
        for (Series one : series) {
            points += one.values().size() + one.histograms().size();
        }
        return points;
    }
}
