package io.pharos.wire.otlp;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.FIXED64;

import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.remotewrite.Exemplar;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads an exemplar: its trace and span, and its other attributes where all together keep to OpenMetrics' length. */
final class ExemplarReader {
    private static final int TIME = 2 << 3 | FIXED64;
    private static final int AS_DOUBLE = 3 << 3 | FIXED64;
    private static final int SPAN = 4 << 3 | BYTES;
    private static final int TRACE = 5 << 3 | BYTES;
    private static final int AS_INT = 6 << 3 | FIXED64;
    private static final int ATTRIBUTE = 7 << 3 | BYTES;
    private static final int MOST_CHARACTERS = 128;

    private ExemplarReader() {}

    static Exemplar read(ProtoCursor cursor, int end) throws BrokenEncoding {
        SortedMap<String, String> ids = new TreeMap<>();
        SortedMap<String, String> attributes = new TreeMap<>();
        double value = 0;
        long millis = 0;
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case TIME -> millis = Long.divideUnsigned(cursor.fixed64(end), 1_000_000);
                case AS_DOUBLE -> value = Double.longBitsToDouble(cursor.fixed64(end));
                case AS_INT -> value = cursor.fixed64(end);
                case SPAN -> id(cursor, cursor.contentEnd(end), "span_id", ids);
                case TRACE -> id(cursor, cursor.contentEnd(end), "trace_id", ids);
                case ATTRIBUTE -> Attributes.read(cursor, cursor.contentEnd(end), attributes);
                default -> cursor.skip(tag, end);
            }
        }
        if (characters(ids) + characters(attributes) <= MOST_CHARACTERS) {
            attributes.forEach(ids::putIfAbsent);
        }
        return new Exemplar(ids, value, millis);
    }

    private static void id(ProtoCursor cursor, int end, String name, SortedMap<String, String> ids) {
        if (end > cursor.position()) {
            ids.put(name, HexFormat.of().formatHex(cursor.bytes(), cursor.position(), end));
        }
        cursor.moveTo(end);
    }

    private static int characters(SortedMap<String, String> labels) {
        return labels.entrySet().stream()
                .mapToInt(label -> label.getKey()
                                .codePointCount(0, label.getKey().length())
                        + label.getValue().codePointCount(0, label.getValue().length()))
                .sum();
    }
}
