package io.pharos.alert.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.Script;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.print.Printer;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HoistingTest {
    static Stream<Script.Case> hoisting() {
        return Script.lines("/evaluate/hoisting.txt");
    }

    @ParameterizedTest
    @MethodSource("hoisting")
    void takesThresholdsOff(Script.Case given) {
        assertThat(Hoisting.of(parse(given.input())).map(HoistingTest::text).orElse("whole"))
                .isEqualTo(given.expected());
    }

    @Test
    void asksOnceWhatSeveralShare() {
        QueryPlan plan = QueryPlan.of(planned("up > 1", "2 > up", "up", "other > 1"), query -> OptionalInt.empty());
        assertThat(plan.queries()).extracting(QueryPlan.Query::text).containsExactly("up", "other > 1");
        assertThat(plan.queries().getFirst().uses())
                .extracting(QueryPlan.Use::expression)
                .containsExactly(0, 1, 2);
    }

    @Test
    void comparesHereWhatHadFewSeries() {
        List<PlannedExpression> one = planned("up > 1");
        assertThat(QueryPlan.of(one, query -> OptionalInt.of(1_000))
                        .queries()
                        .getFirst()
                        .text())
                .isEqualTo("up");
        assertThat(QueryPlan.of(one, query -> OptionalInt.of(1_001))
                        .queries()
                        .getFirst()
                        .text())
                .isEqualTo("up > 1");
    }

    @Test
    void equalQueriesAreAskedOnceHoweverTheyAreWritten() {
        QueryPlan plan = QueryPlan.of(planned("up   > 1", "up>1", "sum(up)by(job)"), query -> OptionalInt.empty());
        assertThat(plan.queries()).extracting(QueryPlan.Query::text).containsExactly("up", "sum by (job) (up)");
    }

    private static String text(Hoisting.Hoisted hoisted) {
        Comparison comparison = hoisted.comparison();
        return Printer.print(hoisted.query()) + " | " + comparison.op().symbol() + " " + comparison.threshold();
    }

    private static List<PlannedExpression> planned(String... texts) {
        return Stream.of(texts).map(text -> PlannedExpression.of(parse(text))).toList();
    }

    static Expr parse(String text) {
        return PromqlParser.parse(text, ParserOptions.everything());
    }
}
