package io.pharos.tsdb.write;

import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.wire.metadata.MetricMetadata;
import io.pharos.wire.remotewrite.Labelled;
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
    private final List<MetricMetadata> metadata;
    private final WriteVersion version;
    private final byte[] packed;

    TenantBatch(EngineRoute route, Labelled.Ready labelled, Encoded encoded) {
        this.route = route;
        this.counts = labelled.counts();
        this.rejections = labelled.rejections();
        this.metadata = encoded.metadata();
        this.version = encoded.version();
        this.packed = encoded.packed();
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

    /** What the sender says of the metrics in it. */
    public List<MetricMetadata> metadata() {
        return metadata;
    }

    /** All of it, in remote write 2.0's counts. */
    public Written whole() {
        return new Written(counts.samples(), counts.histograms(), counts.exemplars());
    }

    WriteVersion version() {
        return version;
    }

    /** Its size on the way to the engine. */
    public int packedBytes() {
        return packed.length;
    }

    byte[] packed() {
        return packed;
    }
}
