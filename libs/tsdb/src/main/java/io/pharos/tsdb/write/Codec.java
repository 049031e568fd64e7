package io.pharos.tsdb.write;

import io.pharos.model.Dialect;
import io.pharos.model.Dialect.Family;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.IngestLimits;
import io.pharos.tenancy.directory.LabelConflict;
import io.pharos.wire.Scratch;
import io.pharos.wire.remotewrite.LabelRules;
import io.pharos.wire.remotewrite.LabelRules.Conflict;
import io.pharos.wire.remotewrite.LabelRules.Names;
import io.pharos.wire.remotewrite.Labelled;
import io.pharos.wire.remotewrite.RemoteWriteLabeller;
import io.pharos.wire.remotewrite.SeriesLimits;
import io.pharos.wire.snappy.SnappyBlock;
import io.pharos.wire.snappy.Unpacked;

/** One worker's set of buffers, through which bodies go one after another: unpacked, labelled, packed. */
final class Codec {
    private static final int MAX_SAMPLES = 1_000_000;

    private final SnappyBlock snappy = new SnappyBlock();
    private final RemoteWriteLabeller labeller = new RemoteWriteLabeller();
    private final Scratch unpacked = new Scratch();
    private final Scratch labelled = new Scratch();
    private final Scratch packed = new Scratch();

    Prepared prepare(EngineRoute route, byte[] body) {
        IngestLimits limits = route.tenant().limits().ingest();
        return switch (snappy.unpack(body, limits.maxBodyBytes(), unpacked)) {
            case Unpacked.Done done -> label(route);
            case Unpacked.Corrupt corrupt -> new Prepared.Unreadable(corrupt.reason());
            case Unpacked.TooLarge large ->
                new Prepared.Unreadable("the body declares " + large.declaredBytes()
                        + " bytes unpacked, over the tenant's limit max_body_bytes of " + large.maxBytes());
        };
    }

    private Prepared label(EngineRoute route) {
        return switch (labeller.label(unpacked, rules(route), labelled)) {
            case Labelled.Unreadable unreadable -> new Prepared.Unreadable(unreadable.reason());
            case Labelled.Ready ready ->
                new Prepared.Ready(
                        new TenantBatch(route, ready.counts(), ready.rejections(), snappy.pack(labelled, packed)));
        };
    }

    static LabelRules rules(EngineRoute route) {
        IngestLimits limits = route.tenant().limits().ingest();
        return new LabelRules(
                route.tenant().id(),
                route.environment(),
                route.tenant().labelConflict() == LabelConflict.RENAME ? Conflict.RENAME : Conflict.REFUSE,
                names(route.engine().dialect()),
                new SeriesLimits(
                        limits.maxLabelsPerSeries(),
                        limits.maxLabelNameLength(),
                        limits.maxLabelValueLength(),
                        MAX_SAMPLES));
    }

    /** Prometheus before 3 and Mimir drop or refuse names beyond the classic form. */
    private static Names names(Dialect dialect) {
        boolean anyName = dialect.isPrometheusSince(3, 0) || dialect.family() == Family.VICTORIAMETRICS;
        return anyName ? Names.UTF8 : Names.LEGACY;
    }
}
