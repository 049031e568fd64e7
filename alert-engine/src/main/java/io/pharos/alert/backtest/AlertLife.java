package io.pharos.alert.backtest;

import io.pharos.alert.series.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** When one alert would have been pending and firing, in the order of time. */
record AlertLife(Labels labels, List<Interval> intervals) {
    /** From an evaluation until the one at which it was over; {@code open} where the range ended before. */
    record Interval(boolean firing, Instant from, Instant to, boolean open) {
        Duration length() {
            return Duration.between(from, to);
        }
    }

    AlertLife {
        intervals = List.copyOf(intervals);
    }

    long timesFired() {
        return intervals.stream().filter(Interval::firing).count();
    }

    Duration fired() {
        return intervals.stream().filter(Interval::firing).map(Interval::length).reduce(Duration.ZERO, Duration::plus);
    }
}
