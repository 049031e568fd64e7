package io.pharos.collector.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The labels that name a group, {@code job} always among them: {@code /metrics/job/<job>{/<label>/<value>}}, where a
 * name that ends in {@code @base64} has its value in base64 of the URL alphabet, an empty one as {@code =}.
 */
record GroupingKey(SortedMap<String, String> labels) {
    private static final String PREFIX = "/metrics/";
    private static final String JOB = "job";
    private static final String BASE64 = "@base64";
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    GroupingKey {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** Reads a path that was not decoded yet. */
    static GroupingKey parse(String path) {
        String[] parts = path.substring(PREFIX.length()).split("/", -1);
        boolean job = parts[0].equals(JOB) || parts[0].equals(JOB + BASE64);
        if (!job || parts.length % 2 != 0) {
            throw malformed("Push to /metrics/job/<job>, followed by pairs of /<label>/<value>.");
        }
        SortedMap<String, String> labels = new TreeMap<>();
        for (int i = 0; i < parts.length; i += 2) {
            String name = decoded(parts[i]);
            boolean encoded = name.endsWith(BASE64);
            String label = encoded ? name.substring(0, name.length() - BASE64.length()) : name;
            requireName(label);
            if (labels.put(label, encoded ? unpacked(parts[i + 1]) : decoded(parts[i + 1])) != null) {
                throw malformed("The label " + label + " stands twice in the path.");
            }
        }
        if (labels.getOrDefault(JOB, "").isEmpty()) {
            throw malformed("The job's name is required.");
        }
        return new GroupingKey(labels);
    }

    private static void requireName(String label) {
        if (!NAME.matcher(label).matches() || label.startsWith("__")) {
            throw malformed("'" + label + "' is no label name.");
        }
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed("The path is not percent-encoded as it should be.");
        }
    }

    private static String unpacked(String value) {
        String unpadded = decoded(value).replaceAll("=+$", "");
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(unpadded);
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw malformed("'" + value + "' is not UTF-8 in base64 of the URL alphabet.");
        }
    }

    /** The same labels are always the same text. */
    String text() {
        StringBuilder text = new StringBuilder();
        labels.forEach((name, value) -> text.append(text.isEmpty() ? "" : ",")
                .append(name)
                .append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"'));
        return text.toString();
    }

    private static Problem malformed(String detail) {
        return Problem.of(Kind.MALFORMED, "push.malformed-path", detail);
    }
}
