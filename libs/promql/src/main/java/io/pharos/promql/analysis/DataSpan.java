package io.pharos.promql.analysis;

import java.time.Duration;
import java.time.Instant;

/** The time of the samples that are read, both ends included. */
public record DataSpan(Instant oldest, Instant newest) {
    public DataSpan {
        if (newest.isBefore(oldest)) {
            throw new IllegalArgumentException("a span ends before it starts");
        }
    }

    public Duration length() {
        return Duration.between(oldest, newest);
    }

    /** The shortest span that holds both. */
    public DataSpan and(DataSpan other) {
        return new DataSpan(
                oldest.isBefore(other.oldest) ? oldest : other.oldest,
                newest.isAfter(other.newest) ? newest : other.newest);
    }

    /** How far the data reaches back before a time; never negative. */
    public Duration before(Instant time) {
        return oldest.isBefore(time) ? Duration.between(oldest, time) : Duration.ZERO;
    }

    /** How far the data reaches beyond a time; never negative. */
    public Duration after(Instant time) {
        return newest.isAfter(time) ? Duration.between(time, newest) : Duration.ZERO;
    }
}
