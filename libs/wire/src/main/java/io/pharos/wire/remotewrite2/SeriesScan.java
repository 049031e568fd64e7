package io.pharos.wire.remotewrite2;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;

import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.remotewrite.LabelRules;
import io.pharos.wire.remotewrite.SeriesFault;
import java.io.ByteArrayOutputStream;

/**
 * Reads one encoded series: its labels, what it holds, and where that stands. It is used for one series after another
 * and allocates nothing for any of them.
 */
final class SeriesScan {
    static final int LABELS = 1 << 3 | BYTES;
    private static final int LABEL = 1 << 3 | VARINT;
    static final int SAMPLE = 2 << 3 | BYTES;
    static final int HISTOGRAM = 3 << 3 | BYTES;
    static final int EXEMPLAR = 4 << 3 | BYTES;
    static final int METADATA = 5 << 3 | BYTES;
    /** The series' created timestamp, as the first senders of 2.0 gave it. */
    private static final int CREATED = 6 << 3 | VARINT;

    private static final int LAST_KNOWN_FIELD = 6;

    private final ProtoCursor cursor;
    private final SymbolTable symbols;
    private final RefCheck labels = new RefCheck();
    private final PointScan points;

    private int start;
    private int end;
    private int labelsEnd;
    private boolean scattered;
    private int samples;
    private int histograms;
    private int exemplars;
    private byte[] rest = {};
    private int restFrom;
    private int restTo;

    SeriesScan(ProtoCursor cursor, SymbolTable symbols) {
        this.cursor = cursor;
        this.symbols = symbols;
        this.points = new PointScan(cursor, symbols);
    }

    void rules(LabelRules rules, OwnerLabels owners) {
        labels.rules(rules, owners);
        points.rules(rules.cards());
    }

    /** Reads the series that stands from the cursor's position to {@code seriesEnd}. */
    void read(int seriesEnd) throws BrokenEncoding {
        begin(seriesEnd);
        while (cursor.position() < end) {
            field();
        }
        labels.check(symbols);
        checkPoints();
        if (scattered) {
            gather();
        } else {
            rest = cursor.bytes();
            restFrom = labelsEnd;
            restTo = end;
        }
    }

    private void begin(int seriesEnd) {
        start = cursor.position();
        end = seriesEnd;
        labelsEnd = start;
        scattered = false;
        samples = 0;
        histograms = 0;
        exemplars = 0;
        labels.begin();
        points.begin();
    }

    private void field() throws BrokenEncoding {
        int at = cursor.position();
        int tag = cursor.tag(end);
        switch (tag) {
            case LABELS -> {
                int refsEnd = cursor.contentEnd(end);
                while (cursor.position() < refsEnd) {
                    labels.add(cursor.smallVarint(refsEnd));
                }
                placed(at);
            }
            case LABEL -> {
                labels.add(cursor.smallVarint(end));
                placed(at);
            }
            default -> point(tag, at);
        }
    }

    /** Notes whether all labels stand together before everything else, as every known sender has them. */
    private void placed(int at) {
        scattered |= at != labelsEnd;
        labelsEnd = cursor.position();
    }

    private void point(int tag, int at) throws BrokenEncoding {
        switch (tag) {
            case SAMPLE -> {
                points.sample(cursor.contentEnd(end));
                samples++;
            }
            case HISTOGRAM -> {
                points.histogram(cursor.contentEnd(end));
                histograms++;
            }
            case EXEMPLAR -> {
                points.exemplar(cursor.contentEnd(end));
                exemplars++;
            }
            case METADATA -> points.metadata(cursor.contentEnd(end));
            case CREATED -> cursor.skipVarint(end);
            default -> unknown(tag, at);
        }
    }

    /** A field of a later version is passed on; one of ours in another type is not a series. */
    private void unknown(int tag, int at) throws BrokenEncoding {
        if (tag >>> 3 <= LAST_KNOWN_FIELD) {
            throw new BrokenEncoding("field " + (tag >>> 3) + " of a series has the wrong type", at);
        }
        cursor.skip(tag, end);
    }

    private void checkPoints() {
        SeriesFault found = points.fault();
        if (found != null) {
            labels.fail(found, 0);
        }
        if (samples > 0 && histograms > 0) {
            labels.fail(SeriesFault.MIXED_POINTS, 0);
        }
        if (samples == 0 && histograms == 0) {
            labels.fail(SeriesFault.NO_POINTS, 0);
        }
    }

    /** Copies what is not a label together; the rare path. */
    private void gather() throws BrokenEncoding {
        ByteArrayOutputStream gathered = new ByteArrayOutputStream(end - start);
        cursor.moveTo(start);
        while (cursor.position() < end) {
            int at = cursor.position();
            int tag = cursor.tag(end);
            cursor.skip(tag, end);
            if (tag != LABELS && tag != LABEL) {
                gathered.write(cursor.bytes(), at, cursor.position() - at);
            }
        }
        rest = gathered.toByteArray();
        restFrom = 0;
        restTo = rest.length;
    }

    /** What holds its labels, and whether they keep to the rules. */
    RefCheck labels() {
        return labels;
    }

    /** Holds what the series says of its metric. */
    PointScan points() {
        return points;
    }

    /** The bytes in which everything but the labels stands, from {@link #restFrom} to {@link #restTo}. */
    byte[] rest() {
        return rest;
    }

    int restFrom() {
        return restFrom;
    }

    int restTo() {
        return restTo;
    }

    int samples() {
        return samples;
    }

    int histograms() {
        return histograms;
    }

    int exemplars() {
        return exemplars;
    }

    /** The least time of its samples and histograms. */
    long oldest() {
        return points.oldest();
    }
}
