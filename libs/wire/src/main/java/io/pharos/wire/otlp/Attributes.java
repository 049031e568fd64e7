package io.pharos.wire.otlp;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.FIXED64;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.text.Numbers;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads attributes, values as text: lists and maps as JSON, bytes in base64. */
final class Attributes {
    private static final int KEY = 1 << 3 | BYTES;
    private static final int VALUE = 2 << 3 | BYTES;
    private static final int STRING = 1 << 3 | BYTES;
    private static final int BOOL = 2 << 3 | VARINT;
    private static final int INT = 3 << 3 | VARINT;
    private static final int DOUBLE = 4 << 3 | FIXED64;
    private static final int ARRAY = 5 << 3 | BYTES;
    private static final int MAP = 6 << 3 | BYTES;
    private static final int RAW = 7 << 3 | BYTES;
    private static final int ITEM = 1 << 3 | BYTES;
    private static final int DEEPEST = 16;

    private Attributes() {}

    /** Puts the attribute that stands from the cursor's position to {@code end} into the map. */
    static void read(ProtoCursor cursor, int end, SortedMap<String, String> into) throws BrokenEncoding {
        String key = "";
        String value = "";
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case KEY -> key = text(cursor, cursor.contentEnd(end));
                case VALUE -> value = value(cursor, cursor.contentEnd(end), false, 0);
                default -> cursor.skip(tag, end);
            }
        }
        into.put(key, value);
    }

    private static String value(ProtoCursor cursor, int end, boolean json, int depth) throws BrokenEncoding {
        if (depth > DEEPEST) {
            throw new BrokenEncoding("a value of more than " + DEEPEST + " levels", cursor.position());
        }
        String value = json ? "null" : "";
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            value = switch (tag) {
                case STRING -> quoted(text(cursor, cursor.contentEnd(end)), json);
                case BOOL -> Boolean.toString(cursor.varint(end) != 0);
                case INT -> Long.toString(cursor.varint(end));
                case DOUBLE -> Numbers.text(Double.longBitsToDouble(cursor.fixed64(end)));
                case ARRAY -> array(cursor, cursor.contentEnd(end), depth);
                case MAP -> map(cursor, cursor.contentEnd(end), depth);
                case RAW -> quoted(Base64.getEncoder().encodeToString(raw(cursor, cursor.contentEnd(end))), json);
                default -> {
                    cursor.skip(tag, end);
                    yield value;
                }
            };
        }
        return value;
    }

    private static String array(ProtoCursor cursor, int end, int depth) throws BrokenEncoding {
        StringBuilder items = new StringBuilder("[");
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            if (tag == ITEM) {
                items.append(items.length() == 1 ? "" : ",")
                        .append(value(cursor, cursor.contentEnd(end), true, depth + 1));
            } else {
                cursor.skip(tag, end);
            }
        }
        return items.append(']').toString();
    }

    private static String map(ProtoCursor cursor, int end, int depth) throws BrokenEncoding {
        SortedMap<String, String> entries = new TreeMap<>();
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            if (tag == ITEM) {
                entry(cursor, cursor.contentEnd(end), depth, entries);
            } else {
                cursor.skip(tag, end);
            }
        }
        StringBuilder text = new StringBuilder("{");
        entries.forEach((key, value) -> text.append(text.length() == 1 ? "" : ",")
                .append(quoted(key, true))
                .append(':')
                .append(value));
        return text.append('}').toString();
    }

    private static void entry(ProtoCursor cursor, int end, int depth, SortedMap<String, String> entries)
            throws BrokenEncoding {
        String key = "";
        String value = "null";
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case KEY -> key = text(cursor, cursor.contentEnd(end));
                case VALUE -> value = value(cursor, cursor.contentEnd(end), true, depth + 1);
                default -> cursor.skip(tag, end);
            }
        }
        entries.put(key, value);
    }

    static String text(ProtoCursor cursor, int end) {
        String text = new String(cursor.bytes(), cursor.position(), end - cursor.position(), UTF_8);
        cursor.moveTo(end);
        return text;
    }

    private static byte[] raw(ProtoCursor cursor, int end) {
        byte[] raw = new byte[end - cursor.position()];
        System.arraycopy(cursor.bytes(), cursor.position(), raw, 0, raw.length);
        cursor.moveTo(end);
        return raw;
    }

    private static String quoted(String text, boolean json) {
        if (!json) {
            return text;
        }
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }
}
