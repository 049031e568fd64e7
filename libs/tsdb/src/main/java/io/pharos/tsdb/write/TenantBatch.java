package io.pharos.tsdb.write;

import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.wire.remotewrite.Rejections;
import io.pharos.wire.remotewrite.WriteCounts;

/**
 * One tenant's samples, checked, labelled and packed for its engine. Only {@link TenantWriter} makes one, so that
 * having one proves that every series in it carries that tenant's label and no other's.
 */
public final class TenantBatch {
    private final EngineRoute route;
    private final WriteCounts counts;
    private final Rejections rejections;
    private final byte[] packed;

    TenantBatch(EngineRoute route, WriteCounts counts, Rejections rejections, byte[] packed) {
        this.route = route;
        this.counts = counts;
        this.rejections = rejections;
        this.packed = packed;
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

    /** Its size on the way to the engine. */
    public int packedBytes() {
        return packed.length;
    }

    byte[] packed() {
        return packed;
    }
}
