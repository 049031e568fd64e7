package io.pharos.alert.backtest;

import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results of one query at every step of a range; filled once, then only read. */
final class Timeline {
    private final Instant start;
    private final Duration step;
    private final int steps;
    private final Map<Labels, Track> tracks = new LinkedHashMap<>();

    private record Track(double[] values, BitSet there) {}

    Timeline(Instant start, Duration step, int steps) {
        this.start = start;
        this.step = step;
        this.steps = steps;
    }

    /** Puts a value in; what lies between two steps, or beyond them, is no result. */
    void add(Labels labels, Instant at, double value) {
        long millis = Duration.between(start, at).toMillis();
        long index = millis / step.toMillis();
        if (millis >= 0 && millis % step.toMillis() == 0 && index < steps) {
            Track track = tracks.computeIfAbsent(labels, l -> new Track(new double[steps], new BitSet()));
            track.values[(int) index] = value;
            track.there.set((int) index);
        }
    }

    int steps() {
        return steps;
    }

    int series() {
        return tracks.size();
    }

    Instant time(int index) {
        return start.plus(step.multipliedBy(index));
    }

    /** What the query returned at a step. */
    List<Sample> at(int index) {
        List<Sample> samples = new ArrayList<>();
        tracks.forEach((labels, track) -> {
            if (track.there.get(index)) {
                samples.add(new Sample.Number(labels, track.values[index]));
            }
        });
        return samples;
    }
}
