package io.pharos.wire.remotewrite;

import java.util.Set;

/**
 * A tenant's limits on one series (lengths in bytes, the owner's labels not counted) and on one request; those whose
 * faults are observed are counted and refuse nothing.
 */
public record SeriesLimits(
        int maxLabels, int maxNameLength, int maxValueLength, int maxSamples, Set<SeriesFault> observed) {
    public SeriesLimits {
        if (maxLabels < 1 || maxNameLength < 1 || maxValueLength < 1 || maxSamples < 1) {
            throw new IllegalArgumentException("limits are at least 1");
        }
        observed = Set.copyOf(observed);
    }

    public SeriesLimits(int maxLabels, int maxNameLength, int maxValueLength, int maxSamples) {
        this(maxLabels, maxNameLength, maxValueLength, maxSamples, Set.of());
    }

    /** The limit behind a fault of a series' labels; 0 for none. */
    public long of(SeriesFault fault) {
        if (fault == SeriesFault.TOO_MANY_LABELS) {
            return maxLabels;
        }
        if (fault == SeriesFault.LABEL_NAME_TOO_LONG) {
            return maxNameLength;
        }
        return fault == SeriesFault.LABEL_VALUE_TOO_LONG ? maxValueLength : 0;
    }
}
