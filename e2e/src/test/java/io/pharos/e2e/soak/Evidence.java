package io.pharos.e2e.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * What a soak saw, step by step, in one JSON file that is written after each step. A soak that was interrupted goes on
 * with the first step that has not passed; one that was finished begins anew.
 */
final class Evidence {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;
    private final ObjectNode content;

    private Evidence(Path file, ObjectNode content) {
        this.file = file;
        this.content = content;
    }

    static Evidence of(String name) {
        Path file = Path.of(System.getProperty("pharos.root"), "docs/evidence", name + ".json");
        try {
            if (Files.exists(file)) {
                ObjectNode before = (ObjectNode) JSON.readTree(file.toFile());
                if (!before.has("finished")) {
                    return new Evidence(file, before);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ObjectNode fresh = JSON.createObjectNode()
                .put("soak", name)
                .put("started", Instant.now().toString())
                .put("cores", Runtime.getRuntime().availableProcessors());
        fresh.putArray("steps");
        return new Evidence(file, fresh);
    }

    /** Runs a step unless it passed before; the facts it returns are kept. A step that throws is not kept. */
    void step(String name, Callable<Map<String, ?>> step) throws Exception {
        ArrayNode steps = (ArrayNode) content.get("steps");
        for (var each : steps) {
            if (each.get("step").asText().equals(name)) {
                return;
            }
        }
        Instant start = Instant.now();
        Map<String, ?> facts = step.call();
        ObjectNode seen = steps.addObject()
                .put("step", name)
                .put("started", start.toString())
                .put("seconds", Duration.between(start, Instant.now()).toSeconds());
        facts.forEach((fact, value) -> seen.set(fact, JSON.valueToTree(value)));
        save();
    }

    /** Ends the file: every step has passed. */
    void finish() {
        content.put("finished", Instant.now().toString());
        save();
    }

    private void save() {
        try {
            Files.createDirectories(file.getParent());
            JSON.writeValue(file.toFile(), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
