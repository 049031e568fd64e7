package io.pharos.promql.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlError;
import io.pharos.promql.PromqlException;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.NumberLiteral;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.ast.Walk;
import io.pharos.promql.lex.Lexer;
import io.pharos.promql.lex.Token;
import io.pharos.promql.lex.TokenType;
import io.pharos.promql.print.Prettifier;
import io.pharos.promql.print.Printer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Prometheus's tests of parser, lexer, printer and prettifier, and the expressions of its evaluation tests. */
class ParserVectorsTest {
    @TestFactory
    Stream<DynamicTest> parse() {
        return Vectors.tests("parse", testCase -> {
            if (testCase.get("ok").asBoolean()) {
                parses(testCase);
            } else {
                refuses(testCase);
            }
        });
    }

    private static void parses(JsonNode testCase) {
        Expr expr = PromqlParser.parse(Vectors.input(testCase), Vectors.options(testCase));
        JsonNode ast = testCase.get("ast");
        if (ast.path("Val").asText().equals("NaN")) {
            assertThat(((NumberLiteral) expr).value()).isNaN();
            return;
        }
        assertThat(VectorAst.of(expr)).isEqualTo(ExpectedAst.of(ast));
    }

    private static void refuses(JsonNode testCase) {
        PromqlException refusal = refusal(testCase);
        JsonNode expected = testCase.get("errors");
        List<PromqlError> errors = refusal.errors();
        for (int i = 0; i < expected.size() && i < errors.size(); i++) {
            PromqlError error = errors.get(i);
            assertThat(error.message()).isEqualTo(expected.get(i).get("message").asText());
            assertThat(List.of(error.range().start(), error.range().end()))
                    .as(error.message())
                    .isEqualTo(List.of(
                            expected.get(i).get("start").asInt(),
                            expected.get(i).get("end").asInt()));
        }
        assertThat(errors).hasSize(testCase.get("error_count").asInt());
        assertThat(refusal).hasMessage(testCase.get("error").asText());
    }

    private static PromqlException refusal(JsonNode testCase) {
        return catchThrowableOfType(
                PromqlException.class, () -> PromqlParser.parse(Vectors.input(testCase), Vectors.options(testCase)));
    }

    @TestFactory
    Stream<DynamicTest> print() {
        return Vectors.tests("print", testCase -> {
            Expr expr = PromqlParser.parse(Vectors.input(testCase), Vectors.options(testCase));
            assertThat(Printer.print(expr)).isEqualTo(testCase.get("canonical").asText());
        });
    }

    @TestFactory
    Stream<DynamicTest> pretty() {
        return Vectors.tests("pretty", testCase -> {
            Expr expr = PromqlParser.parse(Vectors.input(testCase), Vectors.options(testCase));
            int line = testCase.get("maxCharactersPerLine").asInt();
            assertThat(Prettifier.prettify(expr, line))
                    .isEqualTo(testCase.get("pretty").asText());
        });
    }

    @TestFactory
    Stream<DynamicTest> printSelectors() {
        return Vectors.tests("ast_print", testCase -> {
            JsonNode ast = testCase.get("ast");
            List<LabelMatcher> matchers = StreamSupport.stream(
                            ast.path("LabelMatchers").spliterator(), false)
                    .map(ParserVectorsTest::matcher)
                    .toList();
            VectorSelector selector = VectorSelector.of(ast.path("Name").asText(), matchers);
            assertThat(Printer.print(selector))
                    .isEqualTo(testCase.get("canonical").asText());
        });
    }

    private static LabelMatcher matcher(JsonNode node) {
        LabelMatcher.Op op = Stream.of(LabelMatcher.Op.values())
                .filter(o -> o.symbol().equals(node.get("op").asText()))
                .findFirst()
                .orElseThrow();
        return new LabelMatcher(op, node.get("name").asText(), node.get("value").asText());
    }

    @TestFactory
    Stream<DynamicTest> selectors() {
        return Vectors.tests("selectors", testCase -> {
            Expr expr = PromqlParser.parse(Vectors.input(testCase), Vectors.options(testCase));
            List<String> found = Walk.selectors(expr).stream()
                    .map(s -> s.matchers().stream().map(Printer::print).collect(Collectors.joining(", ", "{", "}")))
                    .toList();
            List<String> expected = new ArrayList<>();
            testCase.get("selectors").forEach(s -> expected.add(s.asText()));
            assertThat(found).isEqualTo(expected);
        });
    }

    @TestFactory
    Stream<DynamicTest> lex() {
        return Vectors.tests("lex", testCase -> {
            byte[] input = Vectors.input(testCase);
            List<Token> tokens = tokens(input, testCase.get("seriesDesc").asBoolean());
            if (!testCase.get("ok").asBoolean()) {
                assertThat(tokens).anyMatch(token -> token.is(TokenType.ERROR));
                return;
            }
            List<List<Object>> found = new ArrayList<>();
            for (Token token : tokens) {
                String text = token.message() == null ? token.text(input) : token.message();
                found.add(List.of(token.type().name(), token.start(), text));
            }
            List<List<Object>> expected = new ArrayList<>();
            testCase.get("items")
                    .forEach(item -> expected.add(List.of(
                            item.get(0).asText(),
                            item.get(1).asInt(),
                            item.get(2).asText())));
            assertThat(found.subList(0, Math.min(found.size(), expected.size())))
                    .isEqualTo(expected);
        });
    }

    /** Up to the end; an error ends the list too, if no more than the end follows it. */
    private static List<Token> tokens(byte[] input, boolean series) {
        Lexer lexer = new Lexer(input, series);
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i <= input.length + 1; i++) {
            Token token = lexer.next();
            if (token.is(TokenType.EOF)) {
                return tokens;
            }
            tokens.add(token);
        }
        return tokens;
    }

    @Test
    void parsesWhatPrometheusEvaluates() {
        JsonNode root = Vectors.read("expressions.json");
        JsonNode cases = root.isArray() ? root : root.elements().next();
        cases = root.path("cases").isMissingNode() ? cases : root.get("cases");
        List<String> refused = new ArrayList<>();
        int roundTrips = 0;
        for (JsonNode c : cases) {
            String text = c.get("expr").asText();
            try {
                Expr expr = PromqlParser.parse(text, ParserOptions.everything());
                String printed = Printer.print(expr);
                assertThat(Printer.print(PromqlParser.parse(printed, ParserOptions.everything())))
                        .isEqualTo(printed);
                roundTrips++;
            } catch (PromqlException e) {
                if (!c.get("fails").asBoolean()) {
                    refused.add(text + "  " + e.getMessage());
                }
            }
        }
        assertThat(refused).isEmpty();
        assertThat(roundTrips).isGreaterThan(cases.size() * 9 / 10);
    }
}
