package io.pharos.alert.rules;

import java.util.regex.Pattern;

/** Writes texts as YAML scalars that every YAML reader takes for the same text: plain where safe, else a block or quoted. */
final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_(][ -~]*");
    private static final Pattern MEANS_MORE = Pattern.compile(": | #|[: ]$");
    private static final Pattern WORD = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|nan|inf|\\.inf|\\.nan");

    private YamlText() {}

    /** The scalar; a block's lines are indented by that many spaces. */
    static String of(String text, int indent) {
        if (isPlain(text)) {
            return text;
        }
        return fitsBlock(text) ? block(text, indent) : quoted(text);
    }

    /** A key, which is always on one line. */
    static String key(String text) {
        return isPlain(text) ? text : quoted(text);
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches()
                && !WORD.matcher(text).matches()
                && !MEANS_MORE.matcher(text).find();
    }

    private static boolean fitsBlock(String text) {
        boolean lines = text.contains("\n") && !text.endsWith("\n\n") && !text.contains(" \n") && !text.endsWith(" ");
        return lines
                && text.chars().allMatch(c -> c == '\n' || isPrintable(c))
                && !Character.isWhitespace(text.charAt(0));
    }

    private static boolean isPrintable(int c) {
        return c >= ' ' && c < 0x7F || c >= 0xA0 && c < 0xD800 && c != 0x2028 && c != 0x2029;
    }

    private static String block(String text, int indent) {
        boolean newline = text.endsWith("\n");
        StringBuilder out = new StringBuilder(newline ? "|" : "|-");
        for (String line : text.substring(0, text.length() - (newline ? 1 : 0)).split("\n", -1)) {
            out.append('\n');
            if (!line.isEmpty()) {
                out.repeat(' ', indent).append(line);
            }
        }
        return out.toString();
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> append(out, c));
        return out.append('"').toString();
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append((char) c);
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            default -> {
                if (isPrintable(c)) {
                    out.append((char) c);
                } else if (c > 0xFFFF) {
                    out.append(String.format("\\U%08X", c));
                } else {
                    out.append(String.format("\\u%04X", c));
                }
            }
        }
    }
}
