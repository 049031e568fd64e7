package io.pharos.promql.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.promql.PromqlException;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.series.FloatHistogram;
import io.pharos.promql.series.SequenceValue;
import io.pharos.promql.series.SeriesDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Prometheus's tests of series descriptions, numbers and native histograms. */
class SeriesVectorsTest {
    private static final String UNKNOWN = "histogram.UnknownCounterReset";

    @TestFactory
    Stream<DynamicTest> series() {
        return Vectors.tests("series", testCase -> {
            if (!testCase.get("ok").asBoolean()) {
                String expected = testCase.path("error_contains").asText();
                assertThat(refusal(testCase)).hasMessageContaining(expected);
                return;
            }
            SeriesDescription series = parse(testCase);
            Map<String, String> labels = new TreeMap<>();
            testCase.get("labels")
                    .properties()
                    .forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
            assertThat(series.labels()).isEqualTo(labels);
            assertThat(series.values()).hasSize(testCase.get("values").size());
            for (int i = 0; i < series.values().size(); i++) {
                agrees(series.values().get(i), testCase.get("values").get(i));
            }
        });
    }

    private static void agrees(SequenceValue value, JsonNode expected) {
        if (expected.has("$omitted")) {
            assertThat(value).isEqualTo(new SequenceValue.Omitted());
        } else if (expected.isNumber()) {
            assertThat(value).isEqualTo(new SequenceValue.Sample(expected.asDouble()));
        } else {
            // Whatever stands for a stale marker, an infinity or no number.
            assertThat(((SequenceValue.Sample) value).value())
                    .satisfiesAnyOf(
                            v -> assertThat(v).isNaN(), v -> assertThat(v).isInfinite());
        }
    }

    @TestFactory
    Stream<DynamicTest> histograms() {
        return Vectors.tests("histogram_series", testCase -> {
            if (!testCase.get("ok").asBoolean()) {
                assertThat(refusal(testCase)).hasMessage(testCase.get("error").asText());
                return;
            }
            List<Object> found = new ArrayList<>();
            for (SequenceValue value : parse(testCase).values()) {
                found.add(fields(((SequenceValue.Histogram) value).histogram()));
            }
            List<Object> expected = new ArrayList<>();
            testCase.get("histograms").forEach(h -> expected.add(h.isArray() ? new TreeMap<>() : ExpectedAst.of(h)));
            expected.forEach(h -> ((Map<?, ?>) h).remove("CounterResetHint", Map.of("$const", UNKNOWN)));
            assertThat(found).isEqualTo(expected);
        });
    }

    private static Map<String, Object> fields(FloatHistogram h) {
        Map<String, Object> fields = new TreeMap<>();
        number(fields, "Schema", h.schema());
        number(fields, "Sum", h.sum());
        number(fields, "Count", h.count());
        number(fields, "ZeroCount", h.zeroCount());
        number(fields, "ZeroThreshold", h.zeroThreshold());
        list(fields, "PositiveBuckets", h.positiveBuckets());
        list(fields, "NegativeBuckets", h.negativeBuckets());
        list(fields, "CustomValues", h.customValues());
        list(fields, "PositiveSpans", spans(h.positiveSpans()));
        list(fields, "NegativeSpans", spans(h.negativeSpans()));
        switch (h.hint()) {
            case UNKNOWN -> {}
            case RESET -> fields.put("CounterResetHint", Map.of("$const", "histogram.CounterReset"));
            case NOT_RESET -> fields.put("CounterResetHint", Map.of("$const", "histogram.NotCounterReset"));
            case GAUGE -> fields.put("CounterResetHint", Map.of("$const", "histogram.GaugeType"));
        }
        return fields;
    }

    private static List<Map<String, Object>> spans(List<FloatHistogram.Span> spans) {
        return spans.stream()
                .map(span -> {
                    Map<String, Object> fields = new TreeMap<>();
                    number(fields, "Offset", span.offset());
                    number(fields, "Length", span.length());
                    return fields;
                })
                .toList();
    }

    private static void number(Map<String, Object> fields, String key, double value) {
        if (value != 0) {
            fields.put(key, value);
        }
    }

    private static void list(Map<String, Object> fields, String key, List<?> values) {
        if (!values.isEmpty()) {
            fields.put(key, values);
        }
    }

    private static SeriesDescription parse(JsonNode testCase) {
        return PromqlParser.parseSeries(testCase.get("input").asText(), Vectors.options(testCase));
    }

    private static PromqlException refusal(JsonNode testCase) {
        return catchThrowableOfType(PromqlException.class, () -> parse(testCase));
    }
}
