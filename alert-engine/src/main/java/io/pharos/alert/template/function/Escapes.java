package io.pharos.alert.template.function;

import io.pharos.alert.template.value.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Functions that make texts safe to stand inside HTML, JavaScript, JSON and addresses. */
public final class Escapes {
    private static final String JS_NAMED = "\\'\"";
    private static final String JS_CODED = "<>&=";

    private Escapes() {}

    static Map<String, TemplateFunction> functions() {
        return Map.ofEntries(
                Map.entry("html", all(Escapes::html)),
                Map.entry("js", all(Escapes::js)),
                Map.entry("urlquery", all(Escapes::query)),
                Map.entry("urlQueryEscape", Texts.text(Escapes::query)),
                Map.entry("queryEscape", Texts.text(Escapes::query)),
                Map.entry("pathEscape", Texts.text(Escapes::path)),
                Map.entry("htmlEscape", Texts.text(Escapes::html)),
                Map.entry("safeHtml", Texts.text(text -> text)),
                Map.entry("jsonEscape", Texts.text(Escapes::json)),
                Map.entry("quotesEscape", Texts.text(text -> inner(json(text)))));
    }

    private static TemplateFunction all(UnaryOperator<String> escape) {
        return TemplateFunction.atLeast(1, (args, _) -> new Value.Text(escape.apply(Texts.print(args.values()))));
    }

    /** As Go's {@code url.QueryEscape} has it. */
    public static String query(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String path(String text) {
        return query(text)
                .replace("+", "%20")
                .replace("%24", "$")
                .replace("%26", "&")
                .replace("%2B", "+")
                .replace("%3A", ":")
                .replace("%3D", "=")
                .replace("%40", "@");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\0", "\uFFFD");
    }

    private static String js(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (JS_NAMED.indexOf(c) >= 0) {
                out.append('\\').append(c);
            } else if (c < ' ' || JS_CODED.indexOf(c) >= 0) {
                out.append(String.format("\\u%04X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String json(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c < ' ' || "<>&".indexOf(c) >= 0 ? String.format("\\u%04x", (int) c) : "" + c);
            }
        }
        return out.append('"').toString();
    }

    private static String inner(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }
}
