package io.pharos.tsdb.write;

import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.ResidencyMode;
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
    private final ResidencyMode mode;
    private final List<TenantBatch> parts;
    private final WriteCounts counts;
    private final Rejections rejections;
    private final LeftOut leftOut;
    private final Pending pending;
    private final List<MetricMetadata> metadata;
    private final WriteVersion version;
    private final byte[] packed;
    private final String firstSeries;

    TenantBatch(EngineRoute route, ResidencyMode mode, Passage.Passed passed, Rejections rejections, Encoded encoded) {
        this.route = route;
        this.mode = mode;
        this.parts = List.of();
        this.counts = passed.counts();
        this.leftOut = passed.leftOut();
        this.pending = passed.pending();
        this.rejections = rejections;
        this.metadata = encoded.metadata();
        this.version = encoded.version();
        this.packed = encoded.packed();
        this.firstSeries = "";
    }

    /** Passed before: a part of a batch of version 1, or a copy. */
    TenantBatch(EngineRoute route, ResidencyMode mode, WriteCounts counts, Encoded encoded, String firstSeries) {
        this.route = route;
        this.mode = mode;
        this.parts = List.of();
        this.counts = counts;
        this.leftOut = LeftOut.NOTHING;
        this.pending = Pending.NONE;
        this.rejections = Rejections.NONE;
        this.metadata = encoded.metadata();
        this.version = encoded.version();
        this.packed = encoded.packed();
        this.firstSeries = firstSeries;
    }

    /** Parts of one request that go different ways; what it says of its metrics goes to no engine. */
    TenantBatch(EngineRoute route, List<TenantBatch> parts, List<MetricMetadata> metadata, Rejections before) {
        this.route = route;
        this.mode = route.tenant().residency().mode();
        this.parts = List.copyOf(parts);
        this.counts = parts.stream().map(TenantBatch::counts).reduce(WriteCounts.NONE, WriteCounts::and);
        this.leftOut = parts.stream().map(TenantBatch::leftOut).reduce(LeftOut.NOTHING, LeftOut::and);
        this.rejections = parts.stream().map(TenantBatch::rejections).reduce(before, Rejections::and);
        this.pending = Pending.NONE;
        this.metadata = List.copyOf(metadata);
        this.version = WriteVersion.V1;
        this.packed = new byte[0];
        this.firstSeries = "";
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

    /** How far it may go. */
    ResidencyMode mode() {
        return mode;
    }

    /** What goes somewhere: the batch itself, or its parts where they go different ways. */
    List<TenantBatch> shipments() {
        if (parts.isEmpty()) {
            return counts.isEmpty() ? List.of() : List.of(this);
        }
        return parts.stream().filter(part -> !part.counts.isEmpty()).toList();
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
        return packed.length + parts.stream().mapToInt(TenantBatch::packedBytes).sum();
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
