package io.pharos.billing.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every shared vector and every edge of our own, a test each; where the shared file is missing the run says so. */
class PricingVectorsTest {
    private static final Path FILE = Path.of(System.getProperty("pharos.root", "."), "../shared/vectors/pricing.json");

    @TestFactory
    Stream<DynamicTest> everyVectorHolds() throws IOException {
        assumeTrue(Files.exists(FILE), () -> "skipped: no vectors at " + FILE.toAbsolutePath());
        return tests(Files.readAllBytes(FILE));
    }

    @TestFactory
    Stream<DynamicTest> everyEdgeHolds() throws IOException {
        try (InputStream edges = PricingVectorsTest.class.getResourceAsStream("/vectors/edges.json")) {
            return tests(Objects.requireNonNull(edges).readAllBytes());
        }
    }

    private static Stream<DynamicTest> tests(byte[] file) throws IOException {
        return new Params(new ObjectMapper().readTree(file))
                .objects("vectors").stream()
                        .map(v -> DynamicTest.dynamicTest(v.text("id") + " " + v.text("model"), () -> holds(v)));
    }

    private static void holds(Params vector) {
        Outcome outcome = outcome(vector);
        List<String> expected =
                vector.json().get("expected").isArray() ? vector.texts("expected") : List.of(vector.text("expected"));
        assertThat(outcome.values())
                .as(vector.json().toString())
                .usingElementComparator(PricingVectorsTest::compare)
                .isEqualTo(expected);
        if (vector.has("expected_lines")) {
            compareLines(due(outcome.lines()), due(stated(vector.objects("expected_lines"))));
        }
    }

    private static Outcome outcome(Params vector) {
        String model = vector.text("model");
        Params p = vector.object("params");
        return PriceModels.find(model, p)
                .map(price -> Outcome.of(price.price(Usages.of(vector)).amount()))
                .or(() -> RatingCases.find(model, vector))
                .or(() -> MoneyCases.find(model, vector))
                .or(() -> TimeCases.find(model, vector))
                .or(() -> BusinessCases.find(model, p))
                .orElseGet(() -> aggregate(model, p));
    }

    private static Outcome aggregate(String model, Params p) {
        if (!model.equals("aggregate")) {
            throw new IllegalArgumentException("unknown model: " + model);
        }
        return MeterCases.aggregate(p);
    }

    /** A line of a kind that comes to nothing is on some bills and not on others. */
    private static List<Map<String, String>> due(List<Map<String, String>> lines) {
        return lines.stream()
                .filter(line -> !line.containsKey("kind") || compare(line.getOrDefault("amount", ""), "0") != 0)
                .toList();
    }

    /** A vector's line states some fields of ours; a bare number is its amount. */
    private static List<Map<String, String>> stated(List<Params> lines) {
        return lines.stream()
                .map(line -> line.json().isObject()
                        ? line.entries()
                        : Map.of("amount", line.json().asText()))
                .toList();
    }

    private static void compareLines(List<Map<String, String>> ours, List<Map<String, String>> expected) {
        assertThat(ours).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            Map<String, String> line = ours.get(i);
            expected.get(i)
                    .forEach((field, value) -> assertThat(line.getOrDefault(field, "nothing"))
                            .usingComparator(PricingVectorsTest::compare)
                            .isEqualTo(value));
        }
    }

    private static int compare(String ours, String expected) {
        return isNumber(ours) && isNumber(expected)
                ? new BigDecimal(ours).compareTo(new BigDecimal(expected))
                : ours.compareTo(expected);
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d+(\\.\\d+)?");
    }
}
