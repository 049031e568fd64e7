package io.pharos.tsdb.write;

import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tsdb.series.Pending;
import io.pharos.wire.metadata.MetricMetadata;
import io.pharos.wire.remotewrite.Rejections;
import io.pharos.wire.remotewrite.WriteCounts;
import io.pharos.wire.remotewrite2.WriteVersion;
import java.util.List;

/**
 * One tenant's samples, checked, labelled and packed for its engine. Only {@link TenantWriter} makes one, so that
 * having one proves that every series in it carries that tenant's label and no other's.
 */
public final class TenantBatch {
    private final EngineRoute route;
    private final WriteCounts counts;
    private final Rejections rejections;
    private final LeftOut leftOut;
    private final Pending pending;
    private final List<MetricMetadata> metadata;
    private final WriteVersion version;
    private final byte[] packed;
    private final String firstSeries;

    TenantBatch(EngineRoute route, Passage.Passed passed, Rejections rejections, Encoded encoded) {
        this.route = route;
        this.counts = passed.counts();
        this.leftOut = passed.leftOut();
        this.pending = passed.pending();
        this.rejections = rejections;
        this.metadata = encoded.metadata();
        this.version = encoded.version();
        this.packed = encoded.packed();
        this.firstSeries = "";
    }

    /** A part of a batch of version 1 that was passed before. */
    TenantBatch(EngineRoute route, WriteCounts counts, byte[] packed, String firstSeries) {
        this.route = route;
        this.counts = counts;
        this.leftOut = LeftOut.NOTHING;
        this.pending = Pending.NONE;
        this.rejections = Rejections.NONE;
        this.metadata = List.of();
        this.version = WriteVersion.V1;
        this.packed = packed;
        this.firstSeries = firstSeries;
    }

    /** The request as it goes to the engine, and what it says of its metrics. */
    record Encoded(WriteVersion version, byte[] packed, List<MetricMetadata> metadata) {
        Encoded {
            metadata = List.copyOf(metadata);
        }
    }

    public EngineRoute route() {
        return route;
    }

    /** What the batch holds, without what was rejected. */
    public WriteCounts counts() {
        return counts;
    }

    /** The series that were left out because they broke a rule. */
    public Rejections rejections() {
        return rejections;
    }

    /** What was left out without a fault. */
    public LeftOut leftOut() {
        return leftOut;
    }

    /** The series to note as stored once they are. */
    Pending pending() {
        return pending;
    }

    /** What the sender says of the metrics in it. */
    public List<MetricMetadata> metadata() {
        return metadata;
    }

    /** All of it, in remote write 2.0's counts; what was left out without a fault is as good as written. */
    public Written whole() {
        return new Written(
                counts.samples() + leftOut.replicas() + leftOut.byRule(), counts.histograms(), counts.exemplars());
    }

    WriteVersion version() {
        return version;
    }

    /** Its size on the way to the engine. */
    public int packedBytes() {
        return packed.length;
    }

    /** Whether nothing was left out of what its sender sent: its series' numbers are those of the walk. */
    boolean isWhole() {
        return rejections.isEmpty() && leftOut.equals(LeftOut.NOTHING);
    }

    /** The name of its first series, for a message; only of a part of another batch. */
    String firstSeries() {
        return firstSeries;
    }

    byte[] packed() {
        return packed;
    }
}
