package io.pharos.tsdb.write;

import io.pharos.model.Dialect;
import io.pharos.model.Dialect.Family;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.HaTracking;
import io.pharos.tenancy.directory.IngestLimit;
import io.pharos.tenancy.directory.IngestLimits;
import io.pharos.tenancy.directory.LabelConflict;
import io.pharos.tsdb.write.Payload.Source;
import io.pharos.tsdb.write.TenantBatch.Encoded;
import io.pharos.wire.Scratch;
import io.pharos.wire.Translator;
import io.pharos.wire.card.CardGuard;
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
import io.pharos.wire.remotewrite.LabelledSeries;
import io.pharos.wire.remotewrite.RemoteWriteLabeller;
import io.pharos.wire.remotewrite.ReplicaLabels;
import io.pharos.wire.remotewrite.SeriesFault;
import io.pharos.wire.remotewrite.SeriesLimits;
import io.pharos.wire.remotewrite.WriteCounts;
import io.pharos.wire.remotewrite2.RemoteWrite2Labeller;
import io.pharos.wire.remotewrite2.WriteVersion;
import io.pharos.wire.series.SeriesIndex;
import io.pharos.wire.series.SeriesLabels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One worker's set of buffers, through which bodies go one after another: unpacked, labelled, packed. What a body needs
 * is taken from a budget that all workers share before anything is allocated for it.
 */
final class Codec {
    private static final int MAX_SAMPLES = 1_000_000;

    /** How many times its unpacked size a body of the shortest possible series takes in all buffers together. */
    private static final int NEED = 5;

    private static final Map<IngestLimit, SeriesFault> OF_LABELS = Map.of(
            IngestLimit.MAX_LABEL_NAMES_PER_SERIES, SeriesFault.TOO_MANY_LABELS,
            IngestLimit.MAX_LABEL_NAME_LENGTH, SeriesFault.LABEL_NAME_TOO_LONG,
            IngestLimit.MAX_LABEL_VALUE_LENGTH, SeriesFault.LABEL_VALUE_TOO_LONG);

    private static final Duration SOON = Duration.ofSeconds(1);

    private final ByteBudget memory;
    private final SeriesGate gate;
    private final CardGuard cards;
    private final SnappyBlock snappy = new SnappyBlock();
    private final Unpacker unpacker = new Unpacker();
    private final RemoteWriteLabeller labeller1 = new RemoteWriteLabeller();
    private final RemoteWrite2Labeller labeller2;
    private final Scratch unpacked = new Scratch();
    private final Scratch translated = new Scratch();
    private final Scratch labelled = new Scratch();
    private final SeriesLabels labels1 = new LabelledSeries(labelled, labeller1.index());
    private final SeriesLabels labels2As1;

    Codec(ByteBudget memory, Gates gates) {
        this.memory = memory;
        this.gate = new SeriesGate(gates);
        this.cards = gates.cards();
        this.labeller2 = new RemoteWrite2Labeller((int) Math.min(Integer.MAX_VALUE / 2, memory.limit() / NEED));
        this.labels2As1 = new LabelledSeries(labelled, labeller2.index());
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
            gate.trim();
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
        LabelRules rules = rules(route, cards);
        return switch (version) {
            case V1 ->
                switch (labeller1.label(source, rules, labelled)) {
                    case Labelled.Unreadable unreadable -> new Prepared.Unreadable(unreadable.reason());
                    case Labelled.Ready ready -> pass(route, version1(ready), source);
                };
            case V2 ->
                switch (labeller2.label(source, rules, engineReads, labelled)) {
                    case Labelled.Unreadable unreadable -> new Prepared.Unreadable(unreadable.reason());
                    case Labelled.Ready ready -> pass(route, version2(ready, engineReads), source);
                };
        };
    }

    private Labelling version1(Labelled.Ready ready) {
        return new Labelling(
                WriteVersion.V1,
                labelled,
                ready.counts(),
                labeller1.index(),
                labels1,
                labeller1.replicas(),
                labeller1.tally());
    }

    private Labelling version2(Labelled.Ready ready, WriteVersion written) {
        return new Labelling(
                written,
                labelled,
                ready.counts(),
                labeller2.index(),
                written == WriteVersion.V1 ? labels2As1 : labeller2.labels(),
                labeller2.replicas(),
                labeller2.tally());
    }

    /** The packed bytes go where the unpacked ones were, which are of no more use then. */
    private Prepared pass(EngineRoute route, Labelling request, Scratch source) {
        return switch (gate.pass(route, request)) {
            case Passage.Undecided undecided -> new Prepared.Undecided(undecided.replicas());
            case Passage.Rewritten rewritten -> label(route, WriteVersion.V2, WriteVersion.V1, source);
            case Passage.Passed passed -> {
                List<MetricMetadata> told = metadata(request);
                Encoded encoded = new Encoded(request.version(), snappy.pack(passed.bytes(), unpacked), told);
                yield new Prepared.Ready(
                        new TenantBatch(route, passed, request.tally().total(), encoded));
            }
        };
    }

    private List<MetricMetadata> metadata(Labelling request) {
        if (request.tally() == labeller2.tally()) {
            return MetadataReader.read(labeller2.metadata());
        }
        return request.counts().metadata() == 0 ? List.of() : MetadataReader.read(labelled);
    }

    /** The series of a batch of version 1 from one number to before another; metadata goes with the first. */
    TenantBatch part(TenantBatch whole, int from, int to) {
        unpacker.unpack(Packing.SNAPPY, whole.packed(), Integer.MAX_VALUE, unpacked);
        labeller1.label(unpacked, lenient(whole.route()), labelled);
        SeriesIndex index = labeller1.index();
        int start = from == 0 ? 0 : index.from(from);
        int end = index.to(to - 1);
        byte[] room = translated.room(end - start);
        System.arraycopy(labelled.bytes(), start, room, 0, end - start);
        translated.length(end - start);
        byte[] packed = snappy.pack(translated, unpacked);
        return new TenantBatch(whole.route(), counts(index, from, to, end - start), packed, labels1.text(from));
    }

    private static WriteCounts counts(SeriesIndex index, int from, int to, int bytes) {
        WriteCounts sum = WriteCounts.NONE;
        for (int i = from; i < to; i++) {
            sum = sum.and(new WriteCounts(
                    1, index.samples(i), index.histograms(i), index.exemplars(i), 0, 0, index.oldest(i)));
        }
        return sum.and(new WriteCounts(0, 0, 0, 0, 0, bytes, WriteCounts.NO_TIME));
    }

    /** What passed once passes again, whatever became of the tenant's limits meanwhile. */
    private LabelRules lenient(EngineRoute route) {
        LabelRules rules = rules(route, cards);
        SeriesLimits none = new SeriesLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, MAX_SAMPLES);
        return new LabelRules(
                rules.tenant(),
                rules.environment(),
                rules.environmentLabelled(),
                rules.conflict(),
                rules.names(),
                none);
    }

    static LabelRules rules(EngineRoute route, CardGuard cards) {
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
                        MAX_SAMPLES,
                        observed(limits)),
                cards,
                replicas(limits.ha()));
    }

    private static Set<SeriesFault> observed(IngestLimits limits) {
        if (limits.observeOnly().isEmpty()) {
            return Set.of();
        }
        return OF_LABELS.entrySet().stream()
                .filter(limit -> !limits.enforces(limit.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable ReplicaLabels replicas(HaTracking ha) {
        return ha.acceptHaSamples() ? ReplicaLabels.of(ha.haClusterLabel(), ha.haReplicaLabel()) : null;
    }

    /** Prometheus before 3 and Mimir drop or refuse names beyond the classic form. */
    private static Names names(Dialect dialect) {
        boolean anyName = dialect.isPrometheusSince(3, 0) || dialect.family() == Family.VICTORIAMETRICS;
        return anyName ? Names.UTF8 : Names.LEGACY;
    }
}
