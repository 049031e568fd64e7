package io.pharos.tsdb.write;

import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.HaTracking;
import io.pharos.tenancy.directory.IngestLimits;
import io.pharos.tsdb.series.Edits;
import io.pharos.tsdb.series.Edits.Cut;
import io.pharos.tsdb.series.Pending;
import io.pharos.tsdb.series.SeriesBatch;
import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.ProtoWriter;
import io.pharos.wire.remotewrite.Rejections.Rejection;
import io.pharos.wire.remotewrite.SeriesEditor;
import io.pharos.wire.remotewrite.SeriesFault;
import io.pharos.wire.remotewrite.WriteCounts;
import io.pharos.wire.remotewrite2.WriteVersion;
import io.pharos.wire.series.Replicas.Replica;
import io.pharos.wire.series.SeriesIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the series of labelled requests pass, one request after another: which replica's are stored, then the tenant's
 * limits, card numbers and rules. Nearly always nothing is to be changed, and the bytes go on as they stand.
 */
final class SeriesGate {
    private final Gates gates;
    private final SeriesEditor editor;
    private final Edits edits = new Edits();
    private final Scratch edited = new Scratch();
    private final ProtoWriter out = new ProtoWriter(edited);
    private long othersSamples;

    SeriesGate(Gates gates) {
        this.gates = gates;
        this.editor = new SeriesEditor(gates.cards());
    }

    Passage pass(EngineRoute route, Labelling request) {
        TenantId tenant = route.tenant().id();
        IngestLimits limits = route.tenant().limits().ingest();
        edits.keepAll(request.index().size());
        othersSamples = 0;
        List<Replica> unknown = replicas(tenant, limits.ha(), request);
        if (!unknown.isEmpty()) {
            return new Passage.Undecided(unknown);
        }
        Pending pending = gates.series()
                .admit(
                        tenant,
                        SeriesBatch.of(
                                request.index(),
                                request.labels(),
                                limits,
                                limits.shards(gates.collectors()),
                                gates.cards(),
                                gates.rules().of(tenant),
                                request.tally(),
                                gates.clock().millis()),
                        edits);
        return finish(request, pending);
    }

    private Passage finish(Labelling request, Pending pending) {
        if (request.version() == WriteVersion.V2 && mustBeRewritten(request)) {
            return Passage.Rewritten.AS_VERSION_1;
        }
        if (edits.isEmpty()) {
            return new Passage.Passed(request.bytes(), request.counts(), LeftOut.NOTHING, pending);
        }
        LeftOut leftOut = new LeftOut(othersSamples, edits.samplesByRule());
        return new Passage.Passed(edited, write(request), leftOut, pending);
    }

    /** Version 2 keeps all texts in one table: that of a series which was refused for a card number would go on with it. */
    private boolean mustBeRewritten(Labelling request) {
        return edits.hasEdits() || request.tally().has(SeriesFault.CARD_NUMBER);
    }

    /** Leaves out what replicas send that are not elected; answers those of which that is not known. */
    private List<Replica> replicas(TenantId tenant, HaTracking tracking, Labelling request) {
        List<Replica> unknown = new ArrayList<>();
        if (request.replicas().isEmpty()) {
            return unknown;
        }
        List<Replica> all = request.replicas().all();
        for (int number = 0; number < all.size(); number++) {
            Replica replica = all.get(number);
            switch (gates.replicas().standing(tenant, tracking, replica)) {
                case ELECTED -> {}
                case OTHER -> othersSamples += leaveOut(request, number);
                case UNKNOWN -> unknown.add(replica);
                case TOO_MANY_CLUSTERS -> refuse(request, number, tracking);
            }
        }
        return unknown;
    }

    private long leaveOut(Labelling request, int replica) {
        SeriesIndex index = request.index();
        long samples = 0;
        for (int i = 0; i < index.size(); i++) {
            if (index.replica(i) == replica) {
                edits.leaveOut(i);
                samples += index.points(i);
            }
        }
        return samples;
    }

    private void refuse(Labelling request, int replica, HaTracking tracking) {
        leaveOut(request, replica);
        SeriesIndex index = request.index();
        for (int i = 0; i < index.size(); i++) {
            if (index.replica(i) == replica) {
                request.tally().reject(SeriesFault.TOO_MANY_CLUSTERS, index.points(i));
                if (request.tally().names()) {
                    request.tally()
                            .name(new Rejection(
                                    request.labels().text(i),
                                    SeriesFault.TOO_MANY_CLUSTERS,
                                    "",
                                    tracking.haMaxClusters() + 1L,
                                    tracking.haMaxClusters()));
                }
            }
        }
    }

    void trim() {
        edited.trim();
    }

    /** Writes the request without what is left out; answers what it then holds. */
    private WriteCounts write(Labelling request) {
        byte[] bytes = request.bytes().bytes();
        SeriesIndex index = request.index();
        Tally kept = new Tally(request.counts());
        edited.room(request.bytes().length());
        int copied = 0;
        for (int i = 0; i < index.size(); i++) {
            if (!edits.isLeftOut(i) && !edits.isEdited(i)) {
                continue;
            }
            out.raw(bytes, copied, index.from(i));
            copied = index.to(i);
            if (edits.isLeftOut(i)) {
                kept.without(index, i);
            } else {
                edit(request, i, kept);
            }
        }
        out.raw(bytes, copied, request.bytes().length());
        return kept.counts(edited.length());
    }

    private void edit(Labelling request, int series, Tally kept) {
        SeriesIndex index = request.index();
        Cut cut = edits.cut(series);
        int points = editor.edit(
                request.bytes().bytes(), index.from(series), index.to(series), cut.earliest(), cut.latest(), edited);
        SeriesFault fault = cut.fault();
        if (fault != null && points == 0) {
            request.tally().reject(fault, index.points(series));
        } else if (fault != null) {
            request.tally().rejectSamples(fault, index.points(series) - points);
        }
        kept.edited(index, series, points, editor.exemplars());
    }

    /** Counts down from what a request held. */
    private static final class Tally {
        private final WriteCounts before;
        private long series;
        private long samples;
        private long histograms;
        private long exemplars;

        Tally(WriteCounts before) {
            this.before = before;
        }

        void without(SeriesIndex index, int number) {
            series++;
            samples += index.samples(number);
            histograms += index.histograms(number);
            exemplars += index.exemplars(number);
        }

        void edited(SeriesIndex index, int number, int points, int exemplarsKept) {
            if (points == 0) {
                without(index, number);
                return;
            }
            int cut = index.points(number) - points;
            int ofHistograms = Math.min(cut, index.histograms(number));
            histograms += ofHistograms;
            samples += cut - ofHistograms;
            exemplars += index.exemplars(number) - exemplarsKept;
        }

        WriteCounts counts(int bytes) {
            return new WriteCounts(
                    before.series() - series,
                    before.samples() - samples,
                    before.histograms() - histograms,
                    before.exemplars() - exemplars,
                    before.metadata(),
                    bytes,
                    before.oldest());
        }
    }
}
