package io.pharos.wire.remotewrite;

/** What a request held; {@code bytes} is its size unpacked and labelled. */
public record WriteCounts(long series, long samples, long histograms, long exemplars, long metadata, long bytes) {
    public static final WriteCounts NONE = new WriteCounts(0, 0, 0, 0, 0, 0);

    /** What a tenant's ingestion rate counts: samples, histograms, exemplars and metadata alike. */
    public long items() {
        return samples + histograms + exemplars + metadata;
    }

    public boolean isEmpty() {
        return series == 0 && metadata == 0;
    }
}
