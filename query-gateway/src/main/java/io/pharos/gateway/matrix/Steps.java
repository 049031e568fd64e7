package io.pharos.gateway.matrix;

import java.util.Optional;

/** Evaluation times from the first to the last, both included, in milliseconds since 1970, so many apart. */
public record Steps(long first, long last, long step) {
    public Steps {
        if (step <= 0 || last < first || (last - first) % step != 0) {
            throw new IllegalArgumentException("no steps: " + first + " to " + last + " by " + step);
        }
    }

    /** The steps from a start on that lie not after an end; the end is at or after the start. */
    public static Steps over(long start, long end, long step) {
        return new Steps(start, end - Math.floorMod(end - start, step), step);
    }

    public long count() {
        return 1 + (last - first) / step;
    }

    public boolean contains(long time) {
        return time >= first && time <= last && (time - first) % step == 0;
    }

    /** Those not after a time. */
    public Optional<Steps> until(long time) {
        return between(first, Math.min(time, last));
    }

    /** Those not before a time. */
    public Optional<Steps> from(long time) {
        return between(Math.max(time, first), last);
    }

    /** Those that others of the same kind have, too. */
    public Optional<Steps> and(Steps other) {
        return between(Math.max(first, other.first), Math.min(last, other.last));
    }

    private Optional<Steps> between(long from, long to) {
        if (from > to) {
            return Optional.empty();
        }
        long start = from + Math.floorMod(first - from, step);
        return start > to ? Optional.empty() : Optional.of(over(start, to, step));
    }
}
