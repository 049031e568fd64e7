package io.pharos.promql.vectors;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.promql.ParserOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** The files of vectors; where they are missing, the test is skipped and says so. */
final class Vectors {
    private static final Path FOLDER = Path.of(System.getProperty("pharos.root", "."), "../shared/vectors/promql");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Vectors() {}

    static JsonNode read(String name) {
        Path file = FOLDER.resolve(name);
        assumeTrue(Files.exists(file), () -> "skipped: no vectors at " + file.toAbsolutePath());
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A test for each case of a kind. */
    static Stream<DynamicTest> tests(String kind, ThrowingConsumer<JsonNode> test) {
        JsonNode cases = read("parser.json").get("cases");
        return StreamSupport.stream(cases.spliterator(), false)
                .filter(c -> c.get("kind").asText().equals(kind))
                .map(c -> DynamicTest.dynamicTest(name(c), () -> test.accept(c)));
    }

    static byte[] input(JsonNode testCase) {
        JsonNode encoded = testCase.get("input_b64");
        return encoded == null
                ? testCase.get("input").asText().getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(encoded.asText());
    }

    static ParserOptions options(JsonNode testCase) {
        JsonNode on = testCase.path("options");
        return ParserOptions.of(
                on.path("experimentalFunctions").asBoolean(),
                on.path("experimentalDurationExpr").asBoolean(),
                on.path("extendedRangeSelectors").asBoolean(),
                on.path("binopFillModifiers").asBoolean());
    }

    private static String name(JsonNode testCase) {
        String input = testCase.path("input").asText();
        String shown = input.length() > 60 ? input.substring(0, 60) + "…" : input;
        return testCase.get("id").asText() + " " + shown;
    }
}
