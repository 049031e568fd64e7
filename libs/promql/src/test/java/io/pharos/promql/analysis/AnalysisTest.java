package io.pharos.promql.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Problem;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnalysisTest {
    private static final Instant START = Instant.ofEpochSecond(1_700_000_000);
    private static final CostModel COST = CostModel.perSeries(Duration.ofSeconds(15));

    record Case(String query, Map<String, String> expected) {
        Window window() {
            if (!expected.containsKey("window")) {
                return Window.at(START);
            }
            String[] parts = expected.get("window").split(" ");
            return Window.over(START, START.plus(Duration.parse(parts[0])), Duration.parse(parts[1]));
        }

        @Override
        public String toString() {
            return query + " " + expected.getOrDefault("window", "");
        }
    }

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/analysis/cases.txt"))) {
            if (line.startsWith("  ")) {
                String[] parts = line.strip().split(": ", 2);
                cases.getLast().expected().put(parts[0], parts[1]);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                cases.add(new Case(line, new LinkedHashMap<>()));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void knowsWhatAQueryReads(Case tried) {
        Analysis analysis = analyse(tried.query(), tried.window());

        tried.expected()
                .forEach(
                        (key, value) -> assertThat(found(analysis, key)).as(key).isEqualTo(value));
        if (!tried.expected().containsKey("time")) {
            assertThat(found(analysis, "time")).isEmpty();
        }
    }

    @Test
    void reachIsHowFarBackBeforeTheFirstStep() {
        Window hour = Window.over(START, START.plus(Duration.ofHours(1)), Duration.ofMinutes(1));

        assertThat(analyse("rate(a[5m] offset 1h) / b", hour).reach()).isEqualTo(Duration.ofMinutes(65));
        assertThat(analyse("1", hour).reach()).isZero();
        assertThat(analyse("a offset -1d", hour).reach()).isZero();
    }

    @Test
    void selectorsCanBeJudgedOneByOne() {
        List<SelectorUse> uses = analyse("max_over_time(slo:errors:ratio[30d:1h]) + rate(x[5m])", Window.at(START))
                .selectors();

        assertThat(uses).extracting(use -> use.selector().name()).containsExactly("slo:errors:ratio", "x");
        assertThat(uses.get(1).span().before(START)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void longestQueriesNeedNoStackAndNoOverflow() {
        String nested = "max_over_time(".repeat(60) + "x" + "[100y:1s])".repeat(60);

        Analysis deep = analyse(nested, Window.at(START));

        assertThat(COST.samples(deep)).isEqualTo(Long.MAX_VALUE);
        assertThat(analyse("a" + " + a".repeat(10_000), Window.at(START)).selectors())
                .hasSize(10_001);
        assertThat(analyse("rate(x[1s" + " + 1s".repeat(5_000) + "])", Window.at(START))
                        .reach())
                .isEqualTo(Duration.ofSeconds(5_001));
    }

    @Test
    void aCalculationThatComesToNothingIsRefused() {
        assertThatThrownBy(() -> analyse("rate(x[1m / step()])", Window.at(START)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("query.bad-duration"));
    }

    private static Analysis analyse(String query, Window window) {
        return Analysis.of(PromqlParser.parse(query, ParserOptions.everything()), window);
    }

    private static String found(Analysis analysis, String key) {
        return switch (key) {
            case "window" ->
                analysis.window().length() + " " + analysis.window().step();
            case "span" -> analysis.span().map(AnalysisTest::relative).orElse("");
            case "metrics" -> String.join(" ", analysis.names().metrics());
            case "labels" -> String.join(" ", analysis.names().labels());
            case "functions" -> String.join(" ", analysis.names().functions());
            case "aggregations" -> String.join(" ", analysis.names().aggregations());
            case "time" -> time(analysis.time());
            case "samples" -> Long.toString(COST.samples(analysis));
            default -> throw new IllegalArgumentException(key);
        };
    }

    private static String relative(DataSpan span) {
        return signed(Duration.between(START, span.oldest())) + " .. " + signed(Duration.between(START, span.newest()));
    }

    private static String signed(Duration duration) {
        return duration.isNegative() ? "-" + duration.negated() : duration.toString();
    }

    private static String time(TimeDependence time) {
        List<String> flags = new ArrayList<>();
        if (time.fixedTime()) {
            flags.add("fixed");
        }
        if (time.bounds()) {
            flags.add("bounds");
        }
        if (time.step()) {
            flags.add("step");
        }
        if (time.future()) {
            flags.add("future");
        }
        return String.join(" ", flags);
    }
}
