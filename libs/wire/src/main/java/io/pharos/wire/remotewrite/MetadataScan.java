package io.pharos.wire.remotewrite;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;

import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.protobuf.Utf8;

/** Holds a metric's metadata (type, name, help, unit) to its encoding. */
final class MetadataScan {
    private static final int TYPE = 1 << 3 | VARINT;
    private static final int FAMILY = 2 << 3 | BYTES;
    private static final int HELP = 4 << 3 | BYTES;
    private static final int UNIT = 5 << 3 | BYTES;

    private MetadataScan() {}

    static void read(ProtoCursor cursor, int end) throws BrokenEncoding {
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case TYPE -> cursor.skipVarint(end);
                case FAMILY, HELP, UNIT -> text(cursor, cursor.contentEnd(end));
                default -> cursor.skip(tag, end);
            }
        }
    }

    private static void text(ProtoCursor cursor, int end) throws BrokenEncoding {
        if (!Utf8.isValid(cursor.bytes(), cursor.position(), end)) {
            throw new BrokenEncoding("metadata that is not UTF-8", cursor.position());
        }
        cursor.moveTo(end);
    }
}
