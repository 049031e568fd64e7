package io.pharos.promql.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.AggregateOp;
import io.pharos.promql.ast.BinaryOp;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.LabelMatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuilderQueryTest {
    private final ObjectMapper json = new ObjectMapper();

    record Case(String query, String verdict, String rest) {}

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        String query = "";
        for (String line : Files.readAllLines(Path.of("src/test/resources/build/cases.txt"))) {
            if (line.startsWith("  ")) {
                String[] parts = line.strip().split(" ", 2);
                cases.add(new Case(query, parts[0], parts.length == 2 ? parts[1] : query));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                query = line;
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsWhatFitsAndSaysWhatDoesNot(Case tried) {
        switch (BuilderReader.read(parse(tried.query()))) {
            case Reading.Fits fits -> assertThat(fits.query().promql()).isEqualTo(expected(tried));
            case Reading.DoesNotFit misfit -> {
                assertThat(tried.verdict()).isEqualTo("not");
                assertThat(misfit.reason()).startsWith(tried.rest());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void goesThroughJsonUnchanged(Case tried) throws JsonProcessingException {
        if (BuilderReader.read(parse(tried.query())) instanceof Reading.Fits fits) {
            String text = json.writeValueAsString(BuilderTree.write(fits.query()));
            Map<String, Object> back = json.readValue(text, new TypeReference<>() {});

            assertThat(BuilderTree.read(back)).isEqualTo(fits.query());
        }
    }

    @Test
    void anEditorBuildsAQueryStepByStep() {
        Start orders = new Start.Metric("mall_order_paid_total", LabelMatcher.equal("payment_method", "alipay"));
        Start created = new Start.Metric("mall_order_created_total");
        BuilderQuery right = new BuilderQuery(created, List.of(new Step.OverTime("rate", Duration.ofMinutes(5))));
        BuilderQuery query = new BuilderQuery(
                orders,
                List.of(
                        new Step.OverTime("rate", Duration.ofMinutes(5)),
                        Step.Aggregate.by(AggregateOp.SUM, "region"),
                        new Step.WithQuery(BinaryOp.DIV, right, null, false),
                        new Step.WithNumber(BinaryOp.MUL, 100)));

        assertThat(query.promql())
                .isEqualTo("(sum by (region) (rate(mall_order_paid_total{payment_method=\"alipay\"}[5m]))"
                        + " / rate(mall_order_created_total[5m])) * 100");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'start':{'metric':'x'},'steps':[{'kind':'nonsense'}]}",
                "{'start':{'metric':'x'},'steps':[{'kind':'apply','function':'nonsense'}]}",
                "{'start':{'metric':'x'},'steps':[{'kind':'apply','function':'rate'}]}",
                "{'start':{'metric':'x'},'steps':[{'kind':'over_time','function':'rate','range':'soon'}]}",
                "{'start':{'metric':'x'},'steps':[{'kind':'over_time','function':'rate','range':'5m','x':1}]}",
                "{'start':{'metric':''},'steps':[]}",
                "{'start':{'metric':'x','matchers':[{'label':'a','op':'~','value':'b'}]},'steps':[]}",
                "{'start':{'metric':'x','matchers':[{'label':'a','op':'=~','value':'('}]},'steps':[]}",
                "{'start':{'metric':'x'},'steps':[{'kind':'aggregate','op':'topk','by':[]}]}",
                "{'start':{'metric':'x'},'steps':[{'kind':'with_number','op':'and','number':'1'}]}",
                "{'start':{'metric':'x'},'steps':'none'}",
                "{'start':{'number':'rate(x[5m])'},'steps':[]}"
            })
    void aTreeThatMakesNoQueryIsRefused(String tree) throws JsonProcessingException {
        Map<String, Object> read = json.readValue(tree.replace('\'', '"'), new TypeReference<>() {});

        assertThatThrownBy(() -> BuilderTree.read(read).promql()).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.MALFORMED);
            assertThat(problem.code()).isEqualTo("query.malformed-builder");
        });
    }

    @Test
    void deepNestingIsSaidAndNotTried() {
        assertThat(BuilderReader.read(parse("a" + " ^ a".repeat(5_000)))).isInstanceOf(Reading.DoesNotFit.class);
        assertThat(BuilderReader.read(parse("a" + " + a".repeat(5_000)))).isInstanceOf(Reading.Fits.class);
    }

    private static String expected(Case tried) {
        assertThat(tried.verdict()).isEqualTo(tried.query().equals(tried.rest()) ? "is" : "as");
        return tried.rest();
    }

    private static Expr parse(String query) {
        return PromqlParser.parse(query, ParserOptions.everything());
    }
}
