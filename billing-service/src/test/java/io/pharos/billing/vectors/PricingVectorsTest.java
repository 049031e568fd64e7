package io.pharos.billing.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every shared vector, each a test of its own; where the file is missing they are skipped, and the run says so. */
class PricingVectorsTest {
    private static final Path FILE = Path.of(System.getProperty("pharos.root", "."), "../shared/vectors/pricing.json");

    @TestFactory
    Stream<DynamicTest> everyVectorHolds() throws IOException {
        assumeTrue(Files.exists(FILE), () -> "skipped: no vectors at " + FILE.toAbsolutePath());
        Params file = new Params(new ObjectMapper().readTree(FILE.toFile()));
        return file.objects("vectors").stream()
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
            compareLines(outcome.lines(), due(vector.objects("expected_lines")));
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

    /** A line of a kind that is not due is not there on our bill. */
    private static List<Params> due(List<Params> lines) {
        return lines.stream()
                .filter(line -> !line.has("kind") || line.decimal("amount").signum() != 0)
                .toList();
    }

    /** A vector's line states some fields of ours; a bare number is its amount. */
    private static void compareLines(List<Map<String, String>> ours, List<Params> expected) {
        assertThat(ours).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            Map<String, String> line = ours.get(i);
            stated(expected.get(i))
                    .forEach((field, value) -> assertThat(line.getOrDefault(field, "nothing"))
                            .usingComparator(PricingVectorsTest::compare)
                            .isEqualTo(value));
        }
    }

    private static Map<String, String> stated(Params line) {
        JsonNode json = line.json();
        return json.isObject() ? line.entries() : Map.of("amount", json.asText());
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
