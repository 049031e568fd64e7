package io.pharos.wire.remotewrite;

/**
 * What a request held.
 *
 * @param bytes its size unpacked and labelled
 * @param oldest the least time of its samples and histograms, in milliseconds since 1970; {@link #NO_TIME} where it
 *     holds none
 */
public record WriteCounts(
        long series, long samples, long histograms, long exemplars, long metadata, long bytes, long oldest) {
    /** Later than any time. */
    public static final long NO_TIME = Long.MAX_VALUE;

    public static final WriteCounts NONE = new WriteCounts(0, 0, 0, 0, 0, 0, NO_TIME);

    /** Both together. */
    public WriteCounts and(WriteCounts other) {
        return new WriteCounts(
                series + other.series,
                samples + other.samples,
                histograms + other.histograms,
                exemplars + other.exemplars,
                metadata + other.metadata,
                bytes + other.bytes,
                Math.min(oldest, other.oldest));
    }

    /** What a tenant's ingestion rate counts: samples, histograms, exemplars and metadata alike. */
    public long items() {
        return samples + histograms + exemplars + metadata;
    }

    public boolean isEmpty() {
        return series == 0 && metadata == 0;
    }
}
