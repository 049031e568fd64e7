package io.pharos.wire.remotewrite;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;

import io.pharos.wire.Scratch;
import io.pharos.wire.card.CardGuard;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.protobuf.ProtoWriter;
import java.util.Arrays;

/**
 * Writes one labelled series anew without what may not be stored of it: samples and histograms outside a time, exemplars
 * with card numbers (or, as configured, with those masked), labels' values with card numbers masked. The rare path; the
 * bytes were read and held to their encoding before.
 */
public final class SeriesEditor {
    private static final int SAMPLE = 2 << 3 | BYTES;
    private static final int EXEMPLAR = 3 << 3 | BYTES;
    private static final int HISTOGRAM = 4 << 3 | BYTES;
    private static final int SAMPLE_TIME = 2 << 3 | VARINT;

    private final ProtoCursor cursor = new ProtoCursor();
    private final LabelText label = new LabelText();
    private final Scratch content = new Scratch();
    private final ProtoWriter out = new ProtoWriter(content);
    private final CardGuard cards;
    private int kept;
    private int keptExemplars;

    public SeriesEditor(CardGuard cards) {
        this.cards = cards;
    }

    /**
     * Appends to {@code target} what may be stored of the series whose field stands there: nothing where no sample and
     * no histogram is left. Answers how many are.
     */
    public int edit(byte[] bytes, int from, int to, long earliest, long latest, Scratch target) {
        cursor.over(bytes);
        cursor.moveTo(from);
        content.room(to - from);
        kept = 0;
        keptExemplars = 0;
        try {
            cursor.tag(to);
            int end = cursor.contentEnd(to);
            while (cursor.position() < end) {
                field(end, earliest, latest);
            }
        } catch (BrokenEncoding e) {
            throw new IllegalStateException("a labelled series cannot be read: " + e.reason());
        }
        if (kept > 0) {
            new ProtoWriter(target).message(RemoteWriteLabeller.SERIES, content);
        }
        return kept;
    }

    /** How many exemplars of the last series are left. */
    public int exemplars() {
        return keptExemplars;
    }

    private void field(int end, long earliest, long latest) throws BrokenEncoding {
        int at = cursor.position();
        int tag = cursor.tag(end);
        switch (tag) {
            case SeriesScan.LABEL -> label(cursor.contentEnd(end), out);
            case SAMPLE, HISTOGRAM -> point(tag, at, cursor.contentEnd(end), earliest, latest);
            case EXEMPLAR -> exemplar(at, cursor.contentEnd(end));
            default -> {
                cursor.skip(tag, end);
                out.raw(cursor.bytes(), at, cursor.position());
            }
        }
    }

    private void point(int tag, int at, int end, long earliest, long latest) throws BrokenEncoding {
        long time = tag == HISTOGRAM ? HistogramScan.read(cursor, end) : sampleTime(end);
        if (time >= earliest && time <= latest) {
            out.raw(cursor.bytes(), at, end);
            kept++;
        }
    }

    private long sampleTime(int end) throws BrokenEncoding {
        long time = 0;
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            if (tag == SAMPLE_TIME) {
                time = cursor.varint(end);
            } else {
                cursor.skip(tag, end);
            }
        }
        return time;
    }

    private void exemplar(int at, int end) throws BrokenEncoding {
        boolean carded = isCarded(end);
        keptExemplars += carded && !cards.masks() ? 0 : 1;
        if (!carded) {
            out.raw(cursor.bytes(), at, end);
        } else if (cards.masks()) {
            cursor.moveTo(at);
            cursor.tag(end);
            cursor.contentEnd(end);
            maskExemplar(end);
        }
        cursor.moveTo(end);
    }

    private boolean isCarded(int end) throws BrokenEncoding {
        boolean carded = false;
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            if (tag == SeriesScan.LABEL) {
                label.read(cursor, cursor.contentEnd(end));
                carded |= CardGuard.isIn(cursor.bytes(), label.valueFrom(), label.valueTo());
            } else {
                cursor.skip(tag, end);
            }
        }
        return carded;
    }

    private void maskExemplar(int end) throws BrokenEncoding {
        Scratch masked = new Scratch();
        ProtoWriter toMasked = new ProtoWriter(masked);
        while (cursor.position() < end) {
            int at = cursor.position();
            int tag = cursor.tag(end);
            if (tag == SeriesScan.LABEL) {
                label(cursor.contentEnd(end), toMasked);
            } else {
                cursor.skip(tag, end);
                toMasked.raw(cursor.bytes(), at, cursor.position());
            }
        }
        out.message(EXEMPLAR, masked);
    }

    private void label(int end, ProtoWriter to) throws BrokenEncoding {
        label.read(cursor, end);
        byte[] bytes = cursor.bytes();
        byte[] value = cards.masks() && CardGuard.isIn(bytes, label.valueFrom(), label.valueTo())
                ? cards.masked(bytes, label.valueFrom(), label.valueTo())
                : Arrays.copyOfRange(bytes, label.valueFrom(), label.valueTo());
        byte[] name = Arrays.copyOfRange(bytes, label.nameFrom(), label.nameTo());
        to.raw(EncodedLabel.of(name, value).encoded());
    }
}
