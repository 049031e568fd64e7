package io.pharos.wire.remotewrite2;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.FIXED64;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;

import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoBytes;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.protobuf.ProtoWriter;

/**
 * Writes series as remote write 1.0 has them: labels spelt out, metadata beside the series, once for each metric.
 * Start timestamps, which 1.0 does not know, are left out; all else keeps its bits.
 */
final class WriterOfV1 implements RequestWriter {
    private static final int SERIES = 1 << 3 | BYTES;
    private static final int LABEL = 1 << 3 | BYTES;
    private static final int NAME = 1 << 3 | BYTES;
    private static final int VALUE = 2 << 3 | BYTES;
    private static final int SAMPLE = 2 << 3 | BYTES;
    private static final int EXEMPLAR = 3 << 3 | BYTES;
    private static final int HISTOGRAM = 4 << 3 | BYTES;
    private static final int LAST_OF_SAMPLE = 2;
    private static final int LAST_OF_HISTOGRAM = 16;

    private final Scratch content = new Scratch();
    private final Scratch point = new Scratch();
    private final ProtoWriter toContent = new ProtoWriter(content);
    private final ProtoWriter toPoint = new ProtoWriter(point);
    private final ProtoCursor cursor = new ProtoCursor();
    private final MetadataOfV1 metadata;
    private final int maxBytes;

    private SymbolTable symbols = new SymbolTable();
    private Scratch target = new Scratch();
    private ProtoWriter toTarget = new ProtoWriter(target);

    /** At most that many bytes are written: labels spelt out can take many times the room of their references. */
    WriterOfV1(int maxBytes, MetadataOfV1 metadata) {
        this.maxBytes = maxBytes;
        this.metadata = metadata;
    }

    @Override
    public void begin(SymbolTable table, Scratch out) {
        symbols = table;
        target = out;
        toTarget = new ProtoWriter(out);
    }

    @Override
    public void series(SeriesScan series) throws BrokenEncoding, TooLarge {
        point.room(0);
        content.room(0);
        LabelRefs labels = series.labels().refs();
        for (int i = 0; i < labels.count(); i += 2) {
            label(toContent, labels.get(i), labels.get(i + 1));
        }
        cursor.over(series.rest());
        cursor.moveTo(series.restFrom());
        int end = series.restTo();
        while (cursor.position() < end) {
            field(cursor.tag(end), end);
        }
        holdTo(maxBytes - content.length());
        toTarget.message(SERIES, content);
    }

    private void field(int tag, int end) throws BrokenEncoding, TooLarge {
        switch (tag) {
            case SeriesScan.SAMPLE -> copy(SAMPLE, LAST_OF_SAMPLE, cursor.contentEnd(end));
            case SeriesScan.HISTOGRAM -> copy(HISTOGRAM, LAST_OF_HISTOGRAM, cursor.contentEnd(end));
            case SeriesScan.EXEMPLAR -> exemplar(cursor.contentEnd(end));
            default -> cursor.skip(tag, end);
        }
    }

    /** Copies a message's fields up to the last one that 1.0 knows. */
    private void copy(int field, int lastKnown, int end) throws BrokenEncoding {
        point.room(0);
        while (cursor.position() < end) {
            int at = cursor.position();
            int tag = cursor.tag(end);
            cursor.skip(tag, end);
            if (tag >>> 3 <= lastKnown) {
                toPoint.raw(cursor.bytes(), at, cursor.position());
            }
        }
        toContent.message(field, point);
    }

    private void exemplar(int end) throws BrokenEncoding, TooLarge {
        point.room(0);
        int name = -1;
        while (cursor.position() < end) {
            int at = cursor.position();
            int tag = cursor.tag(end);
            if (tag == PointScan.EXEMPLAR_REFS) {
                int refsEnd = cursor.contentEnd(end);
                while (cursor.position() < refsEnd) {
                    name = exemplarRef(name, cursor.smallVarint(refsEnd));
                }
            } else if (tag == PointScan.EXEMPLAR_REF) {
                name = exemplarRef(name, cursor.smallVarint(end));
            } else {
                cursor.skip(tag, end);
                if (tag == (2 << 3 | FIXED64) || tag == (3 << 3 | VARINT)) {
                    toPoint.raw(cursor.bytes(), at, cursor.position());
                }
            }
        }
        toContent.message(EXEMPLAR, point);
    }

    /** Takes a name, or with the name before it a value; answers the name that waits for its value, or -1. */
    private int exemplarRef(int name, int ref) throws TooLarge {
        if (name < 0) {
            return ref;
        }
        label(toPoint, name, ref);
        return -1;
    }

    private void label(ProtoWriter out, int name, int value) throws TooLarge {
        int nameLength = symbols.length(name);
        int valueLength = symbols.length(value);
        holdTo(maxBytes - content.length() - point.length() - nameLength - valueLength);
        out.head(
                LABEL,
                2 + ProtoBytes.varintSize(nameLength) + ProtoBytes.varintSize(valueLength) + nameLength + valueLength);
        out.bytes(NAME, symbols.bytes(name), symbols.start(name), symbols.start(name) + nameLength);
        out.bytes(VALUE, symbols.bytes(value), symbols.start(value), symbols.start(value) + valueLength);
    }

    private void holdTo(int mostWritten) throws TooLarge {
        if (target.length() > mostWritten) {
            throw new TooLarge();
        }
    }

    @Override
    public void finish() throws TooLarge {
        if (metadata.full()) {
            throw new TooLarge();
        }
        holdTo(maxBytes - metadata.length());
        metadata.write(target);
        content.trim();
        point.trim();
    }
}
