package io.pharos.wire.remotewrite;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;

import io.pharos.wire.card.CardGuard;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.protobuf.ProtoWriter;
import io.pharos.wire.protobuf.Utf8;

/** Holds a metric's metadata (type, name, help, unit) to its encoding. */
final class MetadataScan {
    private static final int TYPE = 1 << 3 | VARINT;
    private static final int FAMILY = 2 << 3 | BYTES;
    private static final int HELP = 4 << 3 | BYTES;
    private static final int UNIT = 5 << 3 | BYTES;

    private MetadataScan() {}

    /** Reads it to its end; tells whether a text of it holds a card number. */
    static boolean read(ProtoCursor cursor, int end) throws BrokenEncoding {
        boolean carded = false;
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case TYPE -> cursor.skipVarint(end);
                case FAMILY, HELP, UNIT -> carded |= text(cursor, cursor.contentEnd(end));
                default -> cursor.skip(tag, end);
            }
        }
        return carded;
    }

    /** Writes metadata that stands from the cursor's position on with its texts masked. */
    static void mask(ProtoCursor cursor, int end, CardGuard cards, ProtoWriter out) throws BrokenEncoding {
        while (cursor.position() < end) {
            int at = cursor.position();
            int tag = cursor.tag(end);
            if (tag == FAMILY || tag == HELP || tag == UNIT) {
                int textEnd = cursor.contentEnd(end);
                out.bytes(tag, cards.masked(cursor.bytes(), cursor.position(), textEnd));
                cursor.moveTo(textEnd);
            } else {
                cursor.skip(tag, end);
                out.raw(cursor.bytes(), at, cursor.position());
            }
        }
    }

    private static boolean text(ProtoCursor cursor, int end) throws BrokenEncoding {
        if (!Utf8.isValid(cursor.bytes(), cursor.position(), end)) {
            throw new BrokenEncoding("metadata that is not UTF-8", cursor.position());
        }
        boolean carded = CardGuard.isIn(cursor.bytes(), cursor.position(), end);
        cursor.moveTo(end);
        return carded;
    }
}
