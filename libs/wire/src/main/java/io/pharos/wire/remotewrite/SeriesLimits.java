package io.pharos.wire.remotewrite;

/** A tenant's limits on one series (lengths in bytes, the owner's labels not counted) and on one request. */
public record SeriesLimits(int maxLabels, int maxNameLength, int maxValueLength, int maxSamples) {
    public SeriesLimits {
        if (maxLabels < 1 || maxNameLength < 1 || maxValueLength < 1 || maxSamples < 1) {
            throw new IllegalArgumentException("limits are at least 1");
        }
    }
}
