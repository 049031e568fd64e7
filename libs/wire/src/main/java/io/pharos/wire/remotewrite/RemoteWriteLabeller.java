package io.pharos.wire.remotewrite;

import io.pharos.wire.Scratch;
import io.pharos.wire.card.CardGuard;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.protobuf.ProtoWriter;
import io.pharos.wire.remotewrite.Rejections.Rejection;
import io.pharos.wire.series.Replicas;
import io.pharos.wire.series.SeriesIndex;

/**
 * Walks an encoded remote write 1.0 request once: checks it, counts it, and copies it with the owner's labels at their
 * sorted place in every series. Series that break a rule are left out and named; a request that is not one is refused
 * whole. It is used for one request after another by one thread at a time.
 */
public final class RemoteWriteLabeller {
    static final int SERIES = 1 << 3 | ProtoCursor.BYTES;
    private static final int METADATA = 3 << 3 | ProtoCursor.BYTES;
    private static final int SYMBOLS_OF_2_0 = 4 << 3 | ProtoCursor.BYTES;
    private static final int SERIES_OF_2_0 = 5 << 3 | ProtoCursor.BYTES;

    private final ProtoCursor cursor = new ProtoCursor();
    private final SeriesScan series = new SeriesScan(cursor);
    private final SeriesIndex index = new SeriesIndex();
    private final Replicas replicas = new Replicas();
    private final RejectionTally tally = new RejectionTally();
    private CardGuard cards = CardGuard.REFUSE;

    private long seriesKept;
    private long samples;
    private long histograms;
    private long exemplars;
    private long oldest;
    private long metadata;

    /** Labels the request that {@code source} holds into {@code target}, replacing what was there. */
    public Labelled label(Scratch source, LabelRules rules, Scratch target) {
        reset(source, rules, target);
        try {
            while (cursor.position() < source.length()) {
                field(source.length(), target, rules.limits().maxSamples());
            }
        } catch (BrokenEncoding e) {
            return new Labelled.Unreadable("the body is not a remote write 1.0 request: " + e.reason());
        } catch (TooManySamples e) {
            return new Labelled.Unreadable("the request holds more than "
                    + rules.limits().maxSamples() + " samples: lower max_samples_per_send");
        }
        return new Labelled.Ready(
                new WriteCounts(seriesKept, samples, histograms, exemplars, metadata, target.length(), oldest),
                tally.total());
    }

    private void field(int end, Scratch target, int maxSamples) throws BrokenEncoding, TooManySamples {
        int at = cursor.position();
        int tag = cursor.tag(end);
        switch (tag) {
            case SERIES -> {
                series.read(cursor.contentEnd(end));
                take(target);
                if (samples + histograms + tally.samples() > maxSamples) {
                    throw new TooManySamples();
                }
            }
            case METADATA -> {
                metadata(at, cursor.contentEnd(end), target);
            }
            case SYMBOLS_OF_2_0, SERIES_OF_2_0 ->
                throw new BrokenEncoding("it looks like remote write 2.0, sent without its content type,", at);
            default -> unknown(tag, at, end);
        }
    }

    /** Nobody's field here may be an engine's private switch: it is not passed on. */
    private void unknown(int tag, int at, int end) throws BrokenEncoding {
        if (tag >>> 3 == SERIES >>> 3 || tag >>> 3 == METADATA >>> 3) {
            throw new BrokenEncoding("field " + (tag >>> 3) + " has the wrong type", at);
        }
        cursor.skip(tag, end);
    }

    private void metadata(int at, int end, Scratch target) throws BrokenEncoding {
        int start = cursor.position();
        boolean carded = MetadataScan.read(cursor, end);
        if (carded && !cards.masks()) {
            tally.reject(SeriesFault.CARD_NUMBER, 0);
            tally.name(new Rejection("(metadata)", SeriesFault.CARD_NUMBER, ""));
            return;
        }
        metadata++;
        if (!carded) {
            copy(at, target);
            return;
        }
        Scratch masked = new Scratch();
        cursor.moveTo(start);
        MetadataScan.mask(cursor, end, cards, new ProtoWriter(masked));
        new ProtoWriter(target).message(METADATA, masked);
    }

    private void take(Scratch target) throws BrokenEncoding {
        if (!series.labels().observed().isEmpty()) {
            series.labels().observed().forEach(tally::observe);
        }
        SeriesFault fault = series.fault();
        if (fault != null) {
            reject(fault);
            return;
        }
        int start = target.length();
        if (series.labels().conflicting()) {
            SeriesRenamer.write(series, cursor.bytes(), target);
        } else {
            SeriesWriter.write(series, cursor.bytes(), target);
        }
        note(start, target.length());
        seriesKept++;
        samples += series.samples();
        histograms += series.histograms();
        exemplars += series.exemplars();
        oldest = Math.min(oldest, series.oldest());
    }

    private void note(int start, int end) {
        LabelCheck labels = series.labels();
        PointScan points = series.points();
        index.add(labels.high(), labels.low(), labels.metric(), start, end);
        index.holds(series.samples(), series.histograms(), series.exemplars());
        index.lies(points.oldest(), points.newest());
        index.sentBy(labels.replica().number(cursor.bytes(), replicas));
        index.carded(points.carded());
    }

    private void reject(SeriesFault fault) {
        tally.reject(fault, series.samples() + series.histograms());
        if (tally.names()) {
            LabelCheck labels = series.labels();
            tally.name(new Rejection(
                    SeriesText.of(cursor.bytes(), series.start(), series.end()),
                    fault,
                    SeriesText.label(cursor.bytes(), labels.faultFrom(), labels.faultTo()),
                    labels.figure(),
                    labels.limits().of(fault)));
        }
    }

    /** The series of the last request that were kept. */
    public SeriesIndex index() {
        return index;
    }

    /** Whose series the last request held. */
    public Replicas replicas() {
        return replicas;
    }

    /** What of the last request was rejected so far; who rejects more adds it there. */
    public RejectionTally tally() {
        return tally;
    }

    private void copy(int from, Scratch target) {
        int length = cursor.position() - from;
        byte[] out = target.more(length);
        System.arraycopy(cursor.bytes(), from, out, target.length(), length);
        target.length(target.length() + length);
    }

    private void reset(Scratch source, LabelRules rules, Scratch target) {
        cursor.over(source.bytes());
        series.rules(rules);
        cards = rules.cards();
        index.clear();
        replicas.clear();
        tally.clear();
        seriesKept = 0;
        samples = 0;
        histograms = 0;
        exemplars = 0;
        oldest = WriteCounts.NO_TIME;
        metadata = 0;
        target.room(source.length() + source.length() / 8);
    }

    /** Stops the walk. */
    private static final class TooManySamples extends Exception {
        private static final long serialVersionUID = 1L;

        TooManySamples() {
            super(null, null, false, false);
        }
    }
}
