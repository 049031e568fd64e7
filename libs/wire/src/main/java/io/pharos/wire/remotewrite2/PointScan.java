package io.pharos.wire.remotewrite2;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.FIXED64;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;

import io.pharos.wire.card.CardGuard;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.remotewrite.HistogramScan;
import io.pharos.wire.remotewrite.SeriesFault;
import io.pharos.wire.remotewrite.WriteCounts;
import org.jspecify.annotations.Nullable;

/** Holds a series' samples, exemplars and metadata to their encoding and references; their bits are never changed. */
final class PointScan {
    static final int VALUE = 1 << 3 | FIXED64;
    static final int TIMESTAMP = 2 << 3 | VARINT;
    private static final int START_TIMESTAMP = 3 << 3 | VARINT;

    static final int EXEMPLAR_REFS = 1 << 3 | BYTES;
    static final int EXEMPLAR_REF = 1 << 3 | VARINT;
    static final int EXEMPLAR_VALUE = 2 << 3 | FIXED64;
    static final int EXEMPLAR_TIMESTAMP = 3 << 3 | VARINT;

    static final int TYPE = 1 << 3 | VARINT;
    static final int HELP = 3 << 3 | VARINT;
    static final int UNIT = 4 << 3 | VARINT;

    private final ProtoCursor cursor;
    private final SymbolTable symbols;
    private CardGuard cards = CardGuard.REFUSE;
    private @Nullable SeriesFault fault;
    private boolean carded;
    private long oldest;
    private long newest;
    private long type;
    private int help;
    private int unit;

    PointScan(ProtoCursor cursor, SymbolTable symbols) {
        this.cursor = cursor;
        this.symbols = symbols;
    }

    void rules(CardGuard cardGuard) {
        cards = cardGuard;
    }

    void begin() {
        oldest = WriteCounts.NO_TIME;
        newest = Long.MIN_VALUE;
        fault = null;
        carded = false;
        type = 0;
        help = 0;
        unit = 0;
    }

    void sample(int end) throws BrokenEncoding {
        long timestamp = 0;
        while (cursor.position() < end) {
            int at = cursor.position();
            int tag = cursor.tag(end);
            switch (tag) {
                case VALUE -> cursor.skipFixed(Double.BYTES, end);
                case TIMESTAMP -> timestamp = cursor.varint(end);
                case START_TIMESTAMP -> cursor.skipVarint(end);
                default -> later(tag, 3, "sample", at, end);
            }
        }
        at(timestamp);
    }

    void histogram(int end) throws BrokenEncoding {
        at(HistogramScan.read(cursor, end));
    }

    private void at(long timestamp) {
        oldest = Math.min(oldest, timestamp);
        newest = Math.max(newest, timestamp);
    }

    /** The first millisecond of the series' samples and histograms; {@link WriteCounts#NO_TIME} where it has none. */
    long oldest() {
        return oldest;
    }

    /** The last one; {@link Long#MIN_VALUE} where it has none. */
    long newest() {
        return newest;
    }

    void exemplar(int end) throws BrokenEncoding {
        int refs = 0;
        long timestamp = 0;
        while (cursor.position() < end) {
            int at = cursor.position();
            int tag = cursor.tag(end);
            switch (tag) {
                case EXEMPLAR_REFS -> refs += refs(cursor.contentEnd(end));
                case EXEMPLAR_REF -> {
                    text(end);
                    refs++;
                }
                case EXEMPLAR_VALUE -> cursor.skipFixed(Double.BYTES, end);
                case EXEMPLAR_TIMESTAMP -> timestamp = cursor.varint(end);
                default -> later(tag, 3, "exemplar", at, end);
            }
        }
        if (refs % 2 != 0) {
            fail(SeriesFault.BROKEN_REFERENCE);
        }
        if (timestamp == 0) {
            fail(SeriesFault.EXEMPLAR_WITHOUT_TIME);
        }
    }

    void metadata(int end) throws BrokenEncoding {
        while (cursor.position() < end) {
            int at = cursor.position();
            int tag = cursor.tag(end);
            switch (tag) {
                case TYPE -> type = cursor.varint(end);
                case HELP -> help = text(end);
                case UNIT -> unit = text(end);
                default -> later(tag, 4, "metric's metadata", at, end);
            }
        }
    }

    private int refs(int end) throws BrokenEncoding {
        int count = 0;
        while (cursor.position() < end) {
            text(end);
            count++;
        }
        return count;
    }

    /** A reference to a text that need not be a label's. */
    private int text(int end) throws BrokenEncoding {
        int ref = cursor.smallVarint(end);
        if (!symbols.holds(ref)) {
            fail(SeriesFault.BROKEN_REFERENCE);
        } else if (!symbols.isUtf8(ref)) {
            fail(SeriesFault.NOT_UTF8);
        } else if (symbols.carded(ref)) {
            card();
        }
        return ref;
    }

    private void card() {
        carded = true;
        if (!cards.masks()) {
            fail(SeriesFault.CARD_NUMBER);
        }
    }

    private void later(int tag, int lastKnown, String what, int at, int end) throws BrokenEncoding {
        if (tag >>> 3 <= lastKnown) {
            throw new BrokenEncoding(
                    "field " + (tag >>> 3) + " of a " + what + " is unknown or has the wrong type", at);
        }
        cursor.skip(tag, end);
    }

    private void fail(SeriesFault found) {
        if (fault == null) {
            fault = found;
        }
    }

    /** The metric's type by its number, and its help and unit as symbols; all 0 where the sender tells nothing. */
    long type() {
        return type;
    }

    int help() {
        return help;
    }

    int unit() {
        return unit;
    }

    /** Whether an exemplar or the metadata holds a card number. */
    boolean carded() {
        return carded;
    }

    @Nullable
    SeriesFault fault() {
        return fault;
    }
}
