package io.pharos.wire.metadata;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.text.MetricType;
import java.util.ArrayList;
import java.util.List;

/** Reads what an encoded remote write 1.0 request says of metrics, leaping over its series. */
public final class MetadataReader {
    private static final int METADATA = 3 << 3 | BYTES;
    private static final int TYPE = 1 << 3 | VARINT;
    private static final int FAMILY = 2 << 3 | BYTES;
    private static final int HELP = 4 << 3 | BYTES;
    private static final int UNIT = 5 << 3 | BYTES;

    private MetadataReader() {}

    /** All of it, in the request's order; the request must have been checked. */
    public static List<MetricMetadata> read(Scratch request) {
        List<MetricMetadata> found = new ArrayList<>();
        ProtoCursor cursor = new ProtoCursor();
        cursor.over(request.bytes());
        try {
            while (cursor.position() < request.length()) {
                int tag = cursor.tag(request.length());
                if (tag == METADATA) {
                    found.add(one(cursor, cursor.contentEnd(request.length())));
                } else {
                    cursor.skip(tag, request.length());
                }
            }
        } catch (BrokenEncoding e) {
            throw new IllegalArgumentException("a checked request is well-formed", e);
        }
        return found;
    }

    private static MetricMetadata one(ProtoCursor cursor, int end) throws BrokenEncoding {
        long type = 0;
        String family = "";
        String help = "";
        String unit = "";
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case TYPE -> type = cursor.varint(end);
                case FAMILY -> family = text(cursor, cursor.contentEnd(end));
                case HELP -> help = text(cursor, cursor.contentEnd(end));
                case UNIT -> unit = text(cursor, cursor.contentEnd(end));
                default -> cursor.skip(tag, end);
            }
        }
        return new MetricMetadata(family, MetricType.of(type), help, unit);
    }

    private static String text(ProtoCursor cursor, int end) {
        String text = new String(cursor.bytes(), cursor.position(), end - cursor.position(), UTF_8);
        cursor.moveTo(end);
        return text;
    }
}
