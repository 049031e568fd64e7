package io.pharos.tsdb.write;

import io.pharos.model.Dialect;
import io.pharos.model.Dialect.Family;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.IngestLimits;
import io.pharos.tenancy.directory.LabelConflict;
import io.pharos.tsdb.write.Payload.Source;
import io.pharos.tsdb.write.TenantBatch.Encoded;
import io.pharos.wire.Scratch;
import io.pharos.wire.Translator;
import io.pharos.wire.metadata.MetadataReader;
import io.pharos.wire.metadata.MetricMetadata;
import io.pharos.wire.packing.Packing;
import io.pharos.wire.packing.SnappyBlock;
import io.pharos.wire.packing.Unpacked;
import io.pharos.wire.packing.Unpacker;
import io.pharos.wire.remotewrite.LabelRules;
import io.pharos.wire.remotewrite.LabelRules.Conflict;
import io.pharos.wire.remotewrite.LabelRules.Names;
import io.pharos.wire.remotewrite.Labelled;
import io.pharos.wire.remotewrite.RemoteWriteLabeller;
import io.pharos.wire.remotewrite.SeriesLimits;
import io.pharos.wire.remotewrite2.RemoteWrite2Labeller;
import io.pharos.wire.remotewrite2.WriteVersion;
import java.time.Duration;
import java.util.List;

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
    private final Unpacker unpacker = new Unpacker();
    private final RemoteWriteLabeller labeller1 = new RemoteWriteLabeller();
    private final RemoteWrite2Labeller labeller2;
    private final Scratch unpacked = new Scratch();
    private final Scratch translated = new Scratch();
    private final Scratch labelled = new Scratch();

    Codec(ByteBudget memory) {
        this.memory = memory;
        this.labeller2 = new RemoteWrite2Labeller((int) Math.min(Integer.MAX_VALUE / 2, memory.limit() / NEED));
    }

    /** Makes a batch of a sender's body; a body of remote write 2.0 becomes what the engine reads. */
    Prepared prepare(EngineRoute route, Payload payload, WriteVersion engineReads) {
        int cost = NEED + payload.source().cost();
        long maxBytes = Math.min(route.tenant().limits().ingest().maxBodyBytes(), memory.limit() / cost);
        long declared = Unpacker.declaredLength(payload.packing(), payload.body());
        long need = cost * Math.clamp(declared, 0, maxBytes);
        if (!memory.tryHold(need)) {
            throw Problem.of(
                            Kind.UNAVAILABLE,
                            "write.overloaded",
                            "More is being written than can be unpacked right now; try again later.")
                    .retryAfter(SOON);
        }
        try {
            return unpack(route, payload, engineReads, (int) maxBytes);
        } finally {
            unpacked.trim();
            translated.trim();
            labelled.trim();
            memory.release(need);
        }
    }

    /** The same batch for an engine that turned out not to read remote write 2.0. */
    Prepared downgrade(TenantBatch batch) {
        Payload own = new Payload(batch.packed(), Packing.SNAPPY, new Source.Written(batch.version()));
        return prepare(batch.route(), own, WriteVersion.V1);
    }

    private Prepared unpack(EngineRoute route, Payload payload, WriteVersion engineReads, int maxBytes) {
        return switch (unpacker.unpack(payload.packing(), payload.body(), maxBytes, unpacked)) {
            case Unpacked.Done done ->
                switch (payload.source()) {
                    case Source.Written written -> label(route, written.version(), engineReads, unpacked);
                    case Source.Translated other -> translate(route, other.translator(), maxBytes);
                };
            case Unpacked.Corrupt corrupt -> new Prepared.Unreadable(corrupt.reason());
            case Unpacked.TooLarge large ->
                new Prepared.Unreadable("the body declares " + large.declaredBytes()
                        + " bytes unpacked, over the limit max_body_bytes of " + large.maxBytes());
        };
    }

    private Prepared translate(EngineRoute route, Translator translator, int maxBytes) {
        String unreadable = translator.translate(unpacked, maxBytes, translated);
        return unreadable == null
                ? label(route, WriteVersion.V1, WriteVersion.V1, translated)
                : new Prepared.Unreadable(unreadable);
    }

    private Prepared label(EngineRoute route, WriteVersion version, WriteVersion engineReads, Scratch source) {
        LabelRules rules = rules(route);
        return switch (version) {
            case V1 -> pack(route, labeller1.label(source, rules, labelled), WriteVersion.V1, labelled);
            case V2 -> {
                Labelled found = labeller2.label(source, rules, engineReads, labelled);
                yield pack(route, found, engineReads, labeller2.metadata());
            }
        };
    }

    /** The packed bytes go where the unpacked ones were, which are of no more use then. */
    private Prepared pack(EngineRoute route, Labelled found, WriteVersion version, Scratch metadata) {
        return switch (found) {
            case Labelled.Unreadable unreadable -> new Prepared.Unreadable(unreadable.reason());
            case Labelled.Ready ready -> {
                List<MetricMetadata> told = MetadataReader.read(metadata);
                Encoded encoded = new Encoded(version, snappy.pack(labelled, unpacked), told);
                yield new Prepared.Ready(new TenantBatch(route, ready, encoded));
            }
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
