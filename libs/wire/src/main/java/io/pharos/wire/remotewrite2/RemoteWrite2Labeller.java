package io.pharos.wire.remotewrite2;

import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.remotewrite.LabelRules;
import io.pharos.wire.remotewrite.Labelled;
import io.pharos.wire.remotewrite.Rejections;
import io.pharos.wire.remotewrite.Rejections.Rejection;
import io.pharos.wire.remotewrite.SeriesFault;
import io.pharos.wire.remotewrite.WriteCounts;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks an encoded remote write 2.0 request: checks it, counts it, and writes it with the owner's labels at their
 * sorted place in every series, as 2.0 or as 1.0. Series that break a rule are left out and named; a request that is
 * not one is refused whole. Metadata comes with its series and is not counted. It is used for one request after
 * another by one thread at a time.
 */
public final class RemoteWrite2Labeller {
    private static final int NAMED_REJECTIONS = 3;

    private final ProtoCursor cursor = new ProtoCursor();
    private final SymbolTable symbols = new SymbolTable();
    private final SeriesScan series = new SeriesScan(cursor, symbols);
    private final MetadataOfV1 metadata;
    private final RequestWriter v1;
    private final RequestWriter v2 = new WriterOfV2();
    private final int maxBytes;
    private final List<Rejection> rejected = new ArrayList<>();

    private long seriesKept;
    private long samples;
    private long histograms;
    private long exemplars;
    private long oldest;
    private long seriesRejected;
    private long samplesRejected;

    /** One that writes requests of at most that many bytes as 1.0, where a short request can become a long one. */
    public RemoteWrite2Labeller(int maxBytes) {
        this.maxBytes = maxBytes;
        this.metadata = new MetadataOfV1(maxBytes);
        this.v1 = new WriterOfV1(maxBytes, metadata);
    }

    /** Labels the request that {@code source} holds into {@code target} in that version, replacing what was there. */
    public Labelled label(Scratch source, LabelRules rules, WriteVersion version, Scratch target) {
        reset(source, target);
        OwnerLabels owners = OwnerLabels.of(rules);
        symbols.begin(source.bytes(), owners);
        series.rules(rules, owners);
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
        metadata.begin(symbols);
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
            if (samples + histograms + samplesRejected > maxSamples) {
                return new Labelled.Unreadable(
                        "the request holds more than " + maxSamples + " samples: lower max_samples_per_send");
            }
        }
        writer.finish();
        return new Labelled.Ready(
                new WriteCounts(seriesKept, samples, histograms, exemplars, 0, target.length(), oldest),
                new Rejections(seriesRejected, samplesRejected, rejected));
    }

    /** What the last request said of its metrics, as 1.0's list, until the next one; of good series only. */
    public Scratch metadata() {
        return metadata.encoded();
    }

    private void take(RequestWriter writer) throws BrokenEncoding, TooLarge {
        SeriesFault fault = series.labels().fault();
        if (fault != null) {
            reject(fault);
            return;
        }
        metadata.take(series);
        if (series.labels().conflicting()) {
            LabelRename.apply(series.labels(), symbols);
        }
        writer.series(series);
        seriesKept++;
        samples += series.samples();
        histograms += series.histograms();
        exemplars += series.exemplars();
        oldest = Math.min(oldest, series.oldest());
    }

    private void reject(SeriesFault fault) {
        seriesRejected++;
        samplesRejected += series.samples() + series.histograms();
        if (rejected.size() < NAMED_REJECTIONS) {
            rejected.add(new Rejection(
                    SeriesName.of(series.labels(), symbols),
                    fault,
                    SeriesName.part(series.labels().faultRef(), symbols)));
        }
    }

    private void reset(Scratch source, Scratch target) {
        cursor.over(source.bytes());
        rejected.clear();
        seriesKept = 0;
        samples = 0;
        histograms = 0;
        exemplars = 0;
        oldest = WriteCounts.NO_TIME;
        seriesRejected = 0;
        samplesRejected = 0;
        target.room(source.length() + source.length() / 8);
    }
}
