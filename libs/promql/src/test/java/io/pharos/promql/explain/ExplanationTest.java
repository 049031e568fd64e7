package io.pharos.promql.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Problem;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.Function;
import io.pharos.promql.check.Functions;
import io.pharos.promql.generate.AnyPromql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationTest {
    /** A query on the first line, then its steps in English and in Chinese. */
    record Case(String query, List<String> sentences) {
        @Override
        public String toString() {
            return query;
        }
    }

    static Stream<Case> cases() throws IOException {
        return Stream.of(Files.readString(Path.of("src/test/resources/explain/cases.txt"))
                        .split("\n\n+"))
                .map(block ->
                        block.lines().filter(line -> !line.startsWith("#")).toList())
                .filter(lines -> !lines.isEmpty())
                .map(lines -> new Case(lines.getFirst(), lines.subList(1, lines.size())));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tellsEachStepInBothLanguages(Case tried) {
        List<String> sentences = Stream.of(Language.values())
                .flatMap(language -> explain(tried.query(), language).steps().stream())
                .map(step -> "  " + step.number() + " " + step.sentence())
                .toList();

        assertThat(sentences).isEqualTo(tried.sentences());
    }

    @Test
    void stepsCarryTheirTextAndWhatTheyUse() {
        List<ExplainedStep> steps = explain("sum by (job) (rate(x[5m])) / on (job) group_left () y", Language.ENGLISH)
                .steps();

        assertThat(steps)
                .extracting(ExplainedStep::promql)
                .containsExactly(
                        "x[5m]",
                        "rate(x[5m])",
                        "sum by (job) (rate(x[5m]))",
                        "y",
                        "sum by (job) (rate(x[5m])) / on (job) group_left () y");
        assertThat(steps)
                .extracting(ExplainedStep::uses)
                .containsExactly(List.of(), List.of(1), List.of(2), List.of(), List.of(3, 4));
    }

    @Test
    void everyFunctionHasItsWords() {
        for (Function function : Functions.all()) {
            FunctionWords words = FunctionWords.of(function.name());
            assertThat(words.english()).as(function.name()).endsWith(".");
            assertThat(words.chinese()).as(function.name()).endsWith("。");
            for (int i = 1; i <= function.argTypes().size(); i++) {
                assertThat(words.english().contains("{" + i + "}")
                                || words.english().contains("{*}"))
                        .as(function.name())
                        .isTrue();
            }
        }
    }

    @Test
    void aQueryThatNobodyCouldReadIsRefused() {
        assertThatThrownBy(() -> explain("a" + " + a".repeat(600), Language.ENGLISH))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> explain("a{x=\"" + "y".repeat(9_000) + "\"}", Language.ENGLISH))
                .isInstanceOf(Problem.class);
    }

    @Test
    void languagesAreFoundByTheirTags() {
        assertThat(Language.parse("zh-CN")).contains(Language.CHINESE);
        assertThat(Language.parse("EN")).contains(Language.ENGLISH);
        assertThat(Language.parse("xx")).isEmpty();
    }

    @Provide
    Arbitrary<String> queries() {
        return AnyPromql.queries();
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void whateverIsValidIsExplained(@ForAll("queries") String query) {
        for (Language language : Language.values()) {
            assertThat(explain(query, language).steps())
                    .isNotEmpty()
                    .allSatisfy(
                            step -> assertThat(step.sentence()).doesNotContain("{1}", "{2}", "{*}", "null", "\uE000"));
        }
    }

    private static Explanation explain(String query, Language language) {
        return Explanation.of(PromqlParser.parse(query, ParserOptions.everything()), language);
    }
}
