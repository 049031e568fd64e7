package io.pharos.e2e.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One series with one sample; labels stay in the order given, right or wrong. */
public record Series(List<Label> labels, double value, long timestampMillis) {

    /** A label of a series. */
    public record Label(String name, String value) {}

    public Series {
        labels = List.copyOf(labels);
    }

    /** A sample taken now; {@code pairs} are names and values in turn, after the metric's own. */
    public static Series now(String metric, double value, String... pairs) {
        return at(Instant.now(), metric, value, pairs);
    }

    /** A sample taken at an instant. */
    public static Series at(Instant time, String metric, double value, String... pairs) {
        List<Label> labels = new ArrayList<>(List.of(new Label("__name__", metric)));
        for (int i = 0; i < pairs.length; i += 2) {
            labels.add(new Label(pairs[i], pairs[i + 1]));
        }
        return new Series(labels, value, time.toEpochMilli());
    }
}
