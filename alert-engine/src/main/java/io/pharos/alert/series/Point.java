package io.pharos.alert.series;

import java.time.Instant;

/** One value of one series, to be written. */
public record Point(Labels labels, Instant at, double value) {
    /** The NaN with which Prometheus says that a series has ended ({@code model/value/value.go}). */
    public static final long STALE_BITS = 0x7ff0000000000002L;

    /** The end of a series. */
    public static Point stale(Labels labels, Instant at) {
        return new Point(labels, at, Double.longBitsToDouble(STALE_BITS));
    }

    /** Whether this is the end of a series; other NaNs are values. */
    public boolean isStale() {
        return Double.doubleToRawLongBits(value) == STALE_BITS;
    }
}
