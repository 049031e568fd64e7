package io.pharos.tsdb.write;

import io.pharos.model.Dialect;
import io.pharos.model.Dialect.Family;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
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
import java.time.Duration;

/**
 * One worker's set of buffers, through which bodies go one after another: unpacked, labelled, packed. What a body needs
 * is taken from a budget that all workers share before anything is allocated for it.
 */
final class Codec {
    private static final int MAX_SAMPLES = 1_000_000;

    /** How many times its unpacked size a body of the shortest possible series takes in all buffers together. */
    private static final int NEED = 5;

    private static final Duration SOON = Duration.ofSeconds(1);

    private final ByteBudget memory;

    private final SnappyBlock snappy = new SnappyBlock();
    private final RemoteWriteLabeller labeller = new RemoteWriteLabeller();
    private final Scratch unpacked = new Scratch();
    private final Scratch labelled = new Scratch();

    Codec(ByteBudget memory) {
        this.memory = memory;
    }

    Prepared prepare(EngineRoute route, byte[] body) {
        long maxBytes = Math.min(route.tenant().limits().ingest().maxBodyBytes(), memory.limit() / NEED);
        long need = NEED * Math.clamp(SnappyBlock.declaredLength(body), 0, maxBytes);
        if (!memory.tryHold(need)) {
            throw Problem.of(
                            Kind.UNAVAILABLE,
                            "write.overloaded",
                            "More is being written than can be unpacked right now; try again later.")
                    .retryAfter(SOON);
        }
        try {
            return unpack(route, body, (int) maxBytes);
        } finally {
            unpacked.trim();
            labelled.trim();
            memory.release(need);
        }
    }

    private Prepared unpack(EngineRoute route, byte[] body, int maxBytes) {
        return switch (snappy.unpack(body, maxBytes, unpacked)) {
            case Unpacked.Done done -> label(route);
            case Unpacked.Corrupt corrupt -> new Prepared.Unreadable(corrupt.reason());
            case Unpacked.TooLarge large ->
                new Prepared.Unreadable("the body declares " + large.declaredBytes()
                        + " bytes unpacked, over the limit max_body_bytes of " + large.maxBytes());
        };
    }

    /** The packed bytes go where the unpacked ones were, which are of no more use then. */
    private Prepared label(EngineRoute route) {
        return switch (labeller.label(unpacked, rules(route), labelled)) {
            case Labelled.Unreadable unreadable -> new Prepared.Unreadable(unreadable.reason());
            case Labelled.Ready ready ->
                new Prepared.Ready(
                        new TenantBatch(route, ready.counts(), ready.rejections(), snappy.pack(labelled, unpacked)));
        };
    }

    static LabelRules rules(EngineRoute route) {
        IngestLimits limits = route.tenant().limits().ingest();
        return new LabelRules(
                route.tenant().id(),
                route.environment(),
                route.environmentLabelled(),
                route.tenant().labelConflict() == LabelConflict.RENAME ? Conflict.RENAME : Conflict.REFUSE,
                names(route.engine().dialect()),
                new SeriesLimits(
                        limits.maxLabelNamesPerSeries(),
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
