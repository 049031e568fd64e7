package io.pharos.promql.print;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes single values as JSON. */
final class Json {
    private Json() {}

    static String string(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            append(out, point);
            i += Character.charCount(point);
        }
        return out.append('"').toString();
    }

    private static void append(StringBuilder out, int point) {
        switch (point) {
            case '"', '\\' -> out.append('\\').append((char) point);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            // What a browser might take for markup.
            case '<', '>', '&', 0x2028, 0x2029 -> out.append(String.format("\\u%04x", point));
            default -> {
                if (point < 0x20) {
                    out.append(String.format("\\u%04x", point));
                } else if (point >= 0xD800 && point <= 0xDFFF) {
                    out.append('\uFFFD');
                } else {
                    out.appendCodePoint(point);
                }
            }
        }
    }

    static String strings(List<String> texts) {
        StringBuilder out = new StringBuilder("[");
        for (String text : texts) {
            out.append(out.length() > 1 ? "," : "").append(string(text));
        }
        return out.append(']').toString();
    }

    /** A number, or null where there is none; JSON has no infinity. */
    static String number(@Nullable Double value) {
        return value == null || !Double.isFinite(value) ? "null" : GoFloat.general(value);
    }
}
