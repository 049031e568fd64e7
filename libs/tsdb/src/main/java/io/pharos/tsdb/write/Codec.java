package io.pharos.tsdb.write;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.Residency;
import io.pharos.tenancy.directory.ResidencyMode;
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
import io.pharos.wire.remotewrite.Labelled;
import io.pharos.wire.remotewrite.LabelledSeries;
import io.pharos.wire.remotewrite.RemoteWriteLabeller;
import io.pharos.wire.remotewrite.WriteCounts;
import io.pharos.wire.remotewrite2.RemoteWrite2Labeller;
import io.pharos.wire.remotewrite2.WriteVersion;
import io.pharos.wire.series.SeriesIndex;
import io.pharos.wire.series.SeriesLabels;
import java.time.Duration;
import java.util.List;

/**
 * One worker's set of buffers, through which bodies go one after another: unpacked, labelled, packed. What a body needs
 * is taken from a budget that all workers share before anything is allocated for it.
 */
final class Codec {
    /** How many times its unpacked size a body of the shortest possible series takes in all buffers together. */
    private static final int NEED = 5;

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
    private final Apart apart = new Apart(this);

    Codec(ByteBudget memory, Gates gates) {
        this.memory = memory;
        this.gate = new SeriesGate(gates);
        this.cards = gates.cards();
        this.labeller2 = new RemoteWrite2Labeller((int) Math.min(Integer.MAX_VALUE / 2, memory.limit() / NEED));
        this.labels2As1 = new LabelledSeries(labelled, labeller2.index());
    }

    /** Makes a batch of a sender's body; a body of remote write 2.0 becomes what the engine reads. */
    Prepared prepare(EngineRoute route, Payload payload, WriteVersion engineReads) {
        int cost = NEED + payload.source().cost() + apart.cost(route.tenant());
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
        Residency residency = route.tenant().residency();
        return residency.routes().isEmpty()
                ? label(
                        new Destination(route, residency.mode(), RouteRules.of(route, cards)),
                        version,
                        engineReads,
                        source)
                : apart.prepare(route, version, source);
    }

    /** Where a request goes, how far it may go, and what its series are held to. */
    record Destination(EngineRoute route, ResidencyMode mode, LabelRules rules) {}

    Prepared label(Destination to, WriteVersion version, WriteVersion engineReads, Scratch source) {
        return switch (version) {
            case V1 ->
                switch (labeller1.label(source, to.rules(), labelled)) {
                    case Labelled.Unreadable unreadable -> new Prepared.Unreadable(unreadable.reason());
                    case Labelled.Ready ready -> pass(to, version1(ready), source);
                };
            case V2 ->
                switch (labeller2.label(source, to.rules(), engineReads, labelled)) {
                    case Labelled.Unreadable unreadable -> new Prepared.Unreadable(unreadable.reason());
                    case Labelled.Ready ready -> pass(to, version2(ready, engineReads), source);
                };
        };
    }

    CardGuard cards() {
        return cards;
    }

    /** A request of version 2 as one of version 1, in a buffer that is good until the next body. */
    Labelled asVersion1(Scratch source, LabelRules rules) {
        return labeller2.label(source, rules, WriteVersion.V1, labelled);
    }

    /** What {@link #asVersion1} made. */
    Scratch version1() {
        return labelled;
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
    private Prepared pass(Destination to, Labelling request, Scratch source) {
        return switch (gate.pass(to.route(), request)) {
            case Passage.Undecided undecided -> new Prepared.Undecided(undecided.replicas());
            case Passage.Rewritten rewritten -> label(to, WriteVersion.V2, WriteVersion.V1, source);
            case Passage.Passed passed -> {
                List<MetricMetadata> told = metadata(request);
                Encoded encoded = new Encoded(request.version(), snappy.pack(passed.bytes(), unpacked), told);
                yield new Prepared.Ready(new TenantBatch(
                        to.route(), to.mode(), passed, request.tally().total(), encoded));
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
        labeller1.label(unpacked, RouteRules.lenient(whole.route()), labelled);
        SeriesIndex index = labeller1.index();
        int start = from == 0 ? 0 : index.from(from);
        int end = index.to(to - 1);
        byte[] room = translated.room(end - start);
        System.arraycopy(labelled.bytes(), start, room, 0, end - start);
        translated.length(end - start);
        Encoded encoded = new Encoded(WriteVersion.V1, snappy.pack(translated, unpacked), List.of());
        return new TenantBatch(
                whole.route(), whole.mode(), counts(index, from, to, end - start), encoded, labels1.text(from));
    }

    /** A batch that passed before, once more and as that engine reads it: nothing is held against it again. */
    TenantBatch again(EngineRoute route, ResidencyMode mode, Copy copy, WriteVersion engineReads) {
        unpacker.unpack(Packing.SNAPPY, copy.packed(), Integer.MAX_VALUE, unpacked);
        Labelled done = switch (copy.version()) {
            case V1 -> labeller1.label(unpacked, RouteRules.lenient(route), labelled);
            case V2 -> labeller2.label(unpacked, RouteRules.lenient(route), engineReads, labelled);
        };
        if (!(done instanceof Labelled.Ready ready)) {
            throw new IllegalStateException("a copy cannot be read");
        }
        WriteVersion version = copy.version() == WriteVersion.V1 ? WriteVersion.V1 : engineReads;
        Encoded encoded = new Encoded(version, snappy.pack(labelled, unpacked), List.of());
        return new TenantBatch(route, mode, ready.counts(), encoded, "");
    }

    private static WriteCounts counts(SeriesIndex index, int from, int to, int bytes) {
        WriteCounts sum = WriteCounts.NONE;
        for (int i = from; i < to; i++) {
            sum = sum.and(new WriteCounts(
                    1, index.samples(i), index.histograms(i), index.exemplars(i), 0, 0, index.oldest(i)));
        }
        return sum.and(new WriteCounts(0, 0, 0, 0, 0, bytes, WriteCounts.NO_TIME));
    }
}
