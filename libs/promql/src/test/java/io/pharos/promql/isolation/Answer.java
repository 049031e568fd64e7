package io.pharos.promql.isolation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What Prometheus answered, in a form that two answers can be compared in: series by labels, samples in order. */
sealed interface Answer {
    /** Series by their labels; a scalar or a string is one series without labels. */
    record Result(String type, Map<Map<String, String>, List<Sample>> series) implements Answer {}

    /** Its text tells which series clashed, in no order, so only the kind is compared. */
    record Refusal(String kind, String text) implements Answer {}

    record Sample(double time, String value) {}

    static Answer parse(String json, ObjectMapper mapper) {
        try {
            JsonNode root = mapper.readTree(json);
            if (!root.path("status").asText().equals("success")) {
                return new Refusal(
                        root.path("errorType").asText(), root.path("error").asText());
            }
            JsonNode data = root.path("data");
            return new Result(data.path("resultType").asText(), series(data.path("result")));
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + json, e);
        }
    }

    private static Map<Map<String, String>, List<Sample>> series(JsonNode result) {
        Map<Map<String, String>, List<Sample>> found = new HashMap<>();
        if (!result.path(0).isObject() && !result.isEmpty()) {
            found.put(Map.of(), List.of(sample(result)));
            return found;
        }
        for (JsonNode one : result) {
            Map<String, String> labels = new TreeMap<>();
            one.path("metric")
                    .properties()
                    .forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
            List<Sample> samples = new ArrayList<>();
            if (one.has("value")) {
                samples.add(sample(one.path("value")));
            }
            one.path("values").forEach(value -> samples.add(sample(value)));
            found.put(labels, samples);
        }
        return found;
    }

    private static Sample sample(JsonNode pair) {
        return new Sample(pair.path(0).asDouble(), pair.path(1).asText());
    }

    /** Whether both say the same; numbers may differ by the order in which they were added up. */
    default boolean agrees(Answer other) {
        return switch (this) {
            case Refusal refusal ->
                other instanceof Refusal theirs && refusal.kind().equals(theirs.kind());
            case Result result -> other instanceof Result theirs && agree(result, theirs);
        };
    }

    private static boolean agree(Result a, Result b) {
        return a.type().equals(b.type())
                && a.series().keySet().equals(b.series().keySet())
                && a.series().entrySet().stream()
                        .allMatch(e -> agree(e.getValue(), b.series().get(e.getKey())));
    }

    private static boolean agree(List<Sample> a, @Nullable List<Sample> b) {
        if (b == null || a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (a.get(i).time() != b.get(i).time()
                    || !close(a.get(i).value(), b.get(i).value())) {
                return false;
            }
        }
        return true;
    }

    private static boolean close(String a, String b) {
        if (a.equals(b)) {
            return true;
        }
        if (!isNumber(a) || !isNumber(b)) {
            return false;
        }
        double x = Double.parseDouble(a);
        double y = Double.parseDouble(b);
        return Math.abs(x - y) <= 1e-9 * Math.max(1, Math.max(Math.abs(x), Math.abs(y)));
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> "+-.0123456789e".indexOf(c) >= 0) && !text.isEmpty();
    }
}
