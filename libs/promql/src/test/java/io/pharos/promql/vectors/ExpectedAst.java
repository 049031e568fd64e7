package io.pharos.promql.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.promql.lex.ByteText;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A vector's tree as maps without the fields that are zero, or that only Prometheus's engine uses. */
final class ExpectedAst {
    private static final Set<String> ENGINE_ONLY = Set.of("BypassEmptyMatcherCheck", "Offset", "SkipHistogramBuckets");

    private ExpectedAst() {}

    static @Nullable Object of(JsonNode node) {
        if (node.isObject()) {
            return object(node);
        }
        if (node.isArray()) {
            List<Object> items = new ArrayList<>();
            node.forEach(item -> {
                Object value = of(item);
                if (value != null) {
                    items.add(value);
                }
            });
            return items.isEmpty() ? null : items;
        }
        if (node.isNumber()) {
            return node.asDouble() == 0 ? null : node.asDouble();
        }
        if (node.isBoolean()) {
            return node.asBoolean() ? true : null;
        }
        return node.isNull() || node.asText().isEmpty() ? null : node.asText();
    }

    private static @Nullable Object object(JsonNode node) {
        if (node.has("$b64")) {
            return ByteText.decode(Base64.getDecoder().decode(node.get("$b64").asText()));
        }
        if (node.path("$const").asText().equals("CardOneToOne")) {
            return null;
        }
        Map<String, Object> fields = new TreeMap<>();
        node.properties().forEach(field -> {
            Object value = of(field.getValue());
            if (value != null && isKept(node, field.getKey())) {
                fields.put(field.getKey(), value);
            }
        });
        return fields;
    }

    /** Prometheus keeps positions of some duration expressions that it never uses; we do not keep them. */
    private static boolean isKept(JsonNode node, String key) {
        if (node.has("_type") && ENGINE_ONLY.contains(key)) {
            return false;
        }
        if (!node.path("_type").asText().equals("DurationExpr")) {
            return true;
        }
        String op = node.path("Op").path("$const").asText();
        return switch (key) {
            case "StartPos" ->
                node.path("LHS").isMissingNode() || node.path("LHS").isNull();
            case "EndPos" -> op.equals("STEP") || op.equals("RANGE");
            default -> true;
        };
    }
}
