package io.pharos.wire.remotewrite;

import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.series.SeriesIndex;
import io.pharos.wire.series.SeriesLabels;

/** The labels of a labelled remote write 1.0 request's series, read from its bytes. */
public final class LabelledSeries implements SeriesLabels {
    private final ProtoCursor cursor = new ProtoCursor();
    private final LabelText label = new LabelText();
    private final Scratch request;
    private final SeriesIndex index;

    public LabelledSeries(Scratch request, SeriesIndex index) {
        this.request = request;
        this.index = index;
    }

    @Override
    public void read(int series, Reader reader) {
        cursor.over(request.bytes());
        try {
            int end = begin(series);
            while (cursor.position() < end) {
                int tag = cursor.tag(end);
                if (tag == SeriesScan.LABEL) {
                    label.read(cursor, cursor.contentEnd(end));
                    byte[] bytes = request.bytes();
                    reader.label(bytes, label.nameFrom(), label.nameTo(), bytes, label.valueFrom(), label.valueTo());
                } else {
                    cursor.skip(tag, end);
                }
            }
        } catch (BrokenEncoding e) {
            throw new IllegalStateException("a labelled series cannot be read: " + e.reason());
        }
    }

    @Override
    public String text(int series) {
        cursor.over(request.bytes());
        try {
            int end = begin(series);
            return SeriesText.of(request.bytes(), cursor.position(), end);
        } catch (BrokenEncoding e) {
            throw new IllegalStateException("a labelled series cannot be read: " + e.reason());
        }
    }

    private int begin(int series) throws BrokenEncoding {
        cursor.moveTo(index.from(series));
        cursor.tag(index.to(series));
        return cursor.contentEnd(index.to(series));
    }
}
