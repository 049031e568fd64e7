package io.pharos.collector.targets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.json.JsonObject;

/** A stored document as the tree that definitions are read from. */
final class Json {
    private static final ObjectMapper PLAIN = new ObjectMapper();

    private Json() {}

    static JsonNode tree(JsonObject stored) {
        try {
            return PLAIN.readTree(stored.encode());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is stored is no JSON", e);
        }
    }
}
