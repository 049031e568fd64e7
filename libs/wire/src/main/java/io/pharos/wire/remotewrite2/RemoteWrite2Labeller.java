package io.pharos.wire.remotewrite2;

import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.remotewrite.LabelRules;
import io.pharos.wire.remotewrite.Labelled;
import io.pharos.wire.remotewrite.RejectionTally;
import io.pharos.wire.remotewrite.Rejections.Rejection;
import io.pharos.wire.remotewrite.SeriesFault;
import io.pharos.wire.remotewrite.WriteCounts;
import io.pharos.wire.series.Replicas;
import io.pharos.wire.series.SeriesIndex;
import io.pharos.wire.series.SeriesLabels;

/**
 * Walks an encoded remote write 2.0 request: checks it, counts it, and writes it with the owner's labels at their
 * sorted place in every series, as 2.0 or as 1.0. Series that break a rule are left out and named; a request that is
 * not one is refused whole. Metadata comes with its series and is not counted. It is used for one request after
 * another by one thread at a time.
 */
public final class RemoteWrite2Labeller {
    private final ProtoCursor cursor = new ProtoCursor();
    private final SymbolTable symbols = new SymbolTable();
    private final SeriesScan series = new SeriesScan(cursor, symbols);
    private final MetadataOfV1 metadata;
    private final RequestWriter v1;
    private final RequestWriter v2 = new WriterOfV2();
    private final int maxBytes;
    private final RejectionTally tally = new RejectionTally();
    private final SeriesIndex index = new SeriesIndex();
    private final Replicas replicas = new Replicas();
    private final LabelledSeries2 labels;
    private Scratch written = new Scratch();

    private long seriesKept;
    private long samples;
    private long histograms;
    private long exemplars;
    private long oldest;

    /** One that writes requests of at most that many bytes as 1.0, where a short request can become a long one. */
    public RemoteWrite2Labeller(int maxBytes) {
        this.maxBytes = maxBytes;
        this.metadata = new MetadataOfV1(maxBytes);
        this.v1 = new WriterOfV1(maxBytes, metadata);
        this.labels = new LabelledSeries2(symbols, index, () -> written);
    }

    /** Labels the request that {@code source} holds into {@code target} in that version, replacing what was there. */
    public Labelled label(Scratch source, LabelRules rules, WriteVersion version, Scratch target) {
        reset(source, target);
        OwnerLabels owners = OwnerLabels.of(rules);
        symbols.begin(source.bytes(), owners);
        series.rules(rules, owners);
        metadata.begin(symbols, rules.cards());
        try {
            symbols(source.length());
            return series(source.length(), rules.limits().maxSamples(), version == WriteVersion.V1 ? v1 : v2, target);
        } catch (BrokenEncoding e) {
            return new Labelled.Unreadable("the body is not a remote write 2.0 request: " + e.reason());
        } catch (TooLarge e) {
            return new Labelled.Unreadable("the request takes more than " + maxBytes
                    + " bytes as remote write 1.0, which is what the engine reads: lower max_samples_per_send");
        }
    }

    /** Series may refer to symbols that stand after them, so all symbols are found first; series are leapt over. */
    private void symbols(int end) throws BrokenEncoding {
        while (cursor.position() < end) {
            int at = cursor.position();
            int tag = cursor.tag(end);
            if (tag == SymbolTable.SYMBOL) {
                symbols.take(cursor, cursor.contentEnd(end));
            } else {
                known(tag, at);
                cursor.skip(tag, end);
            }
        }
        symbols.addOwners();
    }

    /** Nobody's field here may be an engine's private switch: later ones are not passed on, and 1.0's are refused. */
    private static void known(int tag, int at) throws BrokenEncoding {
        int field = tag >>> 3;
        if (field <= 3) {
            throw new BrokenEncoding("it looks like remote write 1.0, sent as 2.0,", at);
        }
        if (field <= 5 && tag != WriterOfV2.SERIES) {
            throw new BrokenEncoding("field " + field + " has the wrong type", at);
        }
    }

    private Labelled series(int end, int maxSamples, RequestWriter writer, Scratch target)
            throws BrokenEncoding, TooLarge {
        writer.begin(symbols, target);
        cursor.moveTo(0);
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            if (tag != WriterOfV2.SERIES) {
                cursor.skip(tag, end);
                continue;
            }
            int seriesEnd = cursor.contentEnd(end);
            series.read(seriesEnd);
            take(writer);
            cursor.moveTo(seriesEnd);
            if (samples + histograms + tally.samples() > maxSamples) {
                return new Labelled.Unreadable(
                        "the request holds more than " + maxSamples + " samples: lower max_samples_per_send");
            }
        }
        writer.finish();
        index.shift(writer.shifted());
        return new Labelled.Ready(
                new WriteCounts(seriesKept, samples, histograms, exemplars, 0, target.length(), oldest), tally.total());
    }

    /** What the last request said of its metrics, as 1.0's list, until the next one; of good series only. */
    public Scratch metadata() {
        return metadata.encoded();
    }

    private void take(RequestWriter writer) throws BrokenEncoding, TooLarge {
        RefCheck check = series.labels();
        check.observed().forEach(tally::observe);
        SeriesFault fault = check.fault();
        if (fault != null) {
            reject(fault);
            return;
        }
        metadata.take(series);
        int replica = check.identity().takeReplica(check.refs(), symbols, replicas);
        if (check.conflicting()) {
            LabelRename.apply(check.refs(), symbols);
        }
        int start = written.length();
        writer.series(series);
        note(start, replica);
        seriesKept++;
        samples += series.samples();
        histograms += series.histograms();
        exemplars += series.exemplars();
        oldest = Math.min(oldest, series.oldest());
    }

    private void note(int start, int replica) {
        RefIdentity identity = series.labels().identity();
        index.add(identity.high(), identity.low(), identity.metricHash(), start, written.length());
        index.holds(series.samples(), series.histograms(), series.exemplars());
        index.lies(series.points().oldest(), series.points().newest());
        index.sentBy(replica);
        index.carded(series.points().carded());
    }

    /** The series of the last request that were kept. */
    public SeriesIndex index() {
        return index;
    }

    /** Their labels, where the last request was written as 2.0. */
    public SeriesLabels labels() {
        return labels;
    }

    /** Whose series the last request held. */
    public Replicas replicas() {
        return replicas;
    }

    /** What of the last request was rejected so far; who rejects more adds it there. */
    public RejectionTally tally() {
        return tally;
    }

    private void reject(SeriesFault fault) {
        tally.reject(fault, series.samples() + series.histograms());
        if (tally.names()) {
            String label = SeriesName.part(series.labels().faultRef(), symbols);
            tally.name(new Rejection(
                    SeriesName.of(series.labels().refs(), symbols),
                    fault,
                    label.isEmpty() ? "" : "label " + label,
                    series.labels().figure(),
                    series.labels().limits().of(fault)));
        }
    }

    private void reset(Scratch source, Scratch target) {
        cursor.over(source.bytes());
        tally.clear();
        index.clear();
        replicas.clear();
        written = target;
        seriesKept = 0;
        samples = 0;
        histograms = 0;
        exemplars = 0;
        oldest = WriteCounts.NO_TIME;
        target.room(source.length() + source.length() / 8);
    }
}
