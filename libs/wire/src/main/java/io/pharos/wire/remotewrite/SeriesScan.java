package io.pharos.wire.remotewrite;

import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import org.jspecify.annotations.Nullable;

/**
 * Reads one encoded series: what is wrong with its labels, what it holds, and where the owner's labels go. It is used
 * for one series after another and allocates nothing for any of them.
 */
final class SeriesScan {
    static final int LABEL = 1 << 3 | ProtoCursor.BYTES;
    static final int LABEL_NAME = 1 << 3 | ProtoCursor.BYTES;
    static final int LABEL_VALUE = 2 << 3 | ProtoCursor.BYTES;
    private static final int SAMPLE = 2 << 3 | ProtoCursor.BYTES;
    private static final int EXEMPLAR = 3 << 3 | ProtoCursor.BYTES;
    private static final int HISTOGRAM = 4 << 3 | ProtoCursor.BYTES;
    private static final int LAST_KNOWN_FIELD = 4;

    private final ProtoCursor cursor;
    private final LabelCheck labels;
    private final PointScan points;
    private final LabelText label = new LabelText();

    private int start;
    private int end;
    private int samples;
    private int histograms;
    private int exemplars;

    SeriesScan(ProtoCursor cursor) {
        this.cursor = cursor;
        this.labels = new LabelCheck();
        this.points = new PointScan(cursor);
    }

    void rules(LabelRules rules) {
        labels.rules(rules);
    }

    /** Reads the series that stands from the cursor's position to {@code seriesEnd}. */
    void read(int seriesEnd) throws BrokenEncoding {
        start = cursor.position();
        end = seriesEnd;
        samples = 0;
        histograms = 0;
        exemplars = 0;
        labels.begin(cursor.bytes(), start, end);
        points.begin();
        cursor.moveTo(labels.repeated(start));
        while (cursor.position() < end) {
            field();
        }
        labels.finish();
    }

    private void field() throws BrokenEncoding {
        int at = cursor.position();
        int tag = cursor.tag(end);
        switch (tag) {
            case LABEL -> {
                label.read(cursor, cursor.contentEnd(end));
                labels.next(label, at, cursor.position());
                cursor.moveTo(labels.repeated(cursor.position()));
            }
            case SAMPLE -> {
                points.sample(cursor.contentEnd(end));
                samples++;
            }
            case EXEMPLAR -> {
                points.exemplar(cursor.contentEnd(end), label);
                exemplars++;
            }
            case HISTOGRAM -> {
                points.histogram(cursor.contentEnd(end));
                histograms++;
            }
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

    @Nullable
    SeriesFault fault() {
        return labels.fault();
    }

    PointScan points() {
        return points;
    }

    LabelCheck labels() {
        return labels;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
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
