package io.pharos.promql.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Dialect;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.Function;
import io.pharos.promql.check.Functions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DialectCheckTest {
    private static final List<String> ENGINES = List.of("prometheus-2.42", "victoriametrics", "mimir");

    /** All functions of Prometheus 2.42. */
    private static final Set<String> OF_2_42 = Set.of("""
            abs absent absent_over_time acos acosh asin asinh atan atanh avg_over_time ceil changes clamp clamp_max \
            clamp_min cos cosh count_over_time day_of_month day_of_week day_of_year days_in_month deg delta deriv exp \
            floor histogram_count histogram_fraction histogram_quantile histogram_sum holt_winters hour idelta increase irate \
            label_join label_replace last_over_time ln log10 log2 max_over_time min_over_time minute month pi \
            predict_linear present_over_time quantile_over_time rad rate resets round scalar sgn sin sinh sort \
            sort_desc sqrt stddev_over_time stdvar_over_time sum_over_time tan tanh time timestamp vector year""".split(" "));

    record Case(String query, Map<String, String> says) {
        @Override
        public String toString() {
            return query;
        }
    }

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/dialect/cases.txt"))) {
            if (line.startsWith("  ")) {
                String[] parts = line.strip().split(": ", 2);
                cases.getLast().says().put(parts[0], parts[1]);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                cases.add(new Case(line, new LinkedHashMap<>()));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatTheEngineDoesNotKnow(Case tried) {
        ENGINES.forEach(engine -> tried.says().putIfAbsent(engine, "ok"));
        tried.says().forEach((engine, expected) -> {
            String said = check(engine).unsupported(parse(tried.query())).stream()
                    .map(Unsupported::sentence)
                    .distinct()
                    .collect(Collectors.joining("; "));
            assertThat(said.isEmpty() ? "ok" : said).as(engine).startsWith(expected);
        });
    }

    @Test
    void knowsOfEveryFunctionWhenItCame() {
        DialectCheck check = check("prometheus-2.42");
        for (Function function : Functions.all()) {
            boolean known = Features.find(function.name() + "()")
                    .map(feature -> feature.since().compareTo(new Version(2, 42)) <= 0)
                    .orElse(true);
            assertThat(known).as(function.name()).isEqualTo(OF_2_42.contains(function.name()));
        }
        assertThat(check.unsupported(parse("abs(up)"))).isEmpty();
    }

    @Test
    void whatIsExperimentalForTheParserIsSoForTheNewestEngine() {
        for (Function function : Functions.all()) {
            boolean experimental = Features.find(function.name() + "()")
                    .map(feature -> feature.isExperimentalIn(new Version(3, 14)))
                    .orElse(false);
            assertThat(experimental).as(function.name()).isEqualTo(function.experimental());
        }
    }

    @Test
    void theRefusalNamesFeatureAndEngine() {
        assertThatThrownBy(() -> check("prometheus-2.42").check(parse("info(up, {a=\"b\"}) + histogram_avg(x)")))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(Kind.MALFORMED);
                    assertThat(problem.code()).isEqualTo("query.outside-dialect");
                    assertThat(problem.detail())
                            .isEqualTo("The engine behind this query speaks prometheus-2.42: info() needs Prometheus "
                                    + "2.55 or newer; histogram_avg() needs Prometheus 2.51 or newer.");
                });
    }

    private static DialectCheck check(String engine) {
        String[] parts = engine.split(" \\+ ");
        Set<EngineSwitch> switches = Stream.of(parts)
                .skip(1)
                .map(flag -> EngineSwitch.parse(flag).orElseThrow())
                .collect(Collectors.toSet());
        return new DialectCheck(Dialect.parse(parts[0]).orElseThrow(), switches);
    }

    private static Expr parse(String query) {
        return PromqlParser.parse(query, ParserOptions.everything());
    }
}
