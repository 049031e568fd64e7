package io.pharos.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.Walk;
import io.pharos.promql.print.ParseTreeJson;
import io.pharos.promql.print.Prettifier;
import io.pharos.promql.print.Printer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepthAndLengthTest {
    private static final ParserOptions OPTIONS = ParserOptions.everything();

    @ParameterizedTest
    @ValueSource(strings = {"a+", "a^", "-", "a or ", "-a-", "+-"})
    void chainsOfOperatorsAreOnlyLong(String link) {
        String query = link.repeat(30_000 / link.length()) + "a";
        Expr expr = PromqlParser.parse(query, OPTIONS);
        String printed = Printer.print(expr);
        assertThat(Walk.same(PromqlParser.parse(printed, OPTIONS.withMaxLength(1 << 20)), expr))
                .isTrue();
        assertThat(Prettifier.prettify(expr)).isNotEmpty();
        assertThat(ParseTreeJson.write(expr)).startsWith("{");
    }

    @Test
    void subqueriesOfSubqueriesAreOnlyLong() {
        String query = "a" + "[5m:]".repeat(1);
        for (int i = 0; i < 200; i++) {
            query = "max_over_time(" + query + ")[5m:]";
        }
        assertThat(Printer.print(PromqlParser.parse(query, OPTIONS))).isEqualTo(query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1+", "1^", "-", "-1*"})
    void durationsAreOnlyLong(String link) {
        String query = "a[" + link.repeat(20_000 / link.length()) + "step()]";
        Expr expr = PromqlParser.parse(query, OPTIONS);
        assertThat(Walk.same(PromqlParser.parse(Printer.print(expr), OPTIONS.withMaxLength(1 << 20)), expr))
                .isTrue();
    }

    @Test
    void tenThousandErrorsAreFoundInNoTime() {
        String query = "-{}-1".repeat(10_000);
        PromqlException refusal = catchThrowableOfType(PromqlException.class, () -> PromqlParser.parse(query, OPTIONS));
        assertThat(refusal.errors()).hasSize(10_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "abs(", "sum by (a) (", "a[(", "a offset -("})
    void nestingHasALimit(String opening) {
        String query = opening.repeat(ParserOptions.DEFAULT_MAX_DEPTH + 1) + "a";
        if (opening.contains("[") || opening.contains("offset")) {
            query = opening + "(".repeat(ParserOptions.DEFAULT_MAX_DEPTH) + "1";
        }
        String text = query;
        assertThatThrownBy(() -> PromqlParser.parse(text, OPTIONS))
                .isInstanceOf(PromqlException.class)
                .hasMessageContaining("parentheses are nested deeper than 500 levels");
    }

    @Test
    void nestingUpToTheLimitIsFine() {
        int depth = ParserOptions.DEFAULT_MAX_DEPTH;
        String query = "(".repeat(depth) + "a" + ")".repeat(depth);
        assertThat(Printer.print(PromqlParser.parse(query, OPTIONS))).isEqualTo(query);
    }

    @Test
    void lengthHasALimit() {
        assertThatThrownBy(() -> PromqlParser.parse("a".repeat(65_537), OPTIONS))
                .isInstanceOf(PromqlException.class)
                .hasMessage("1:1: parse error: query is longer than 65536 bytes");
    }

    /** Sixteen times the length may take no more than sixteen times the time, with room for a slow machine. */
    @Test
    void timeGrowsWithLengthAndNoFaster() {
        nanosPerByte(64);
        double small = nanosPerByte(64);
        double large = nanosPerByte(1024);
        assertThat(large).isLessThan(small * 5 + 200);
    }

    private static double nanosPerByte(int kilobytes) {
        String part = "sum by (job) (rate(http_requests_total{code=~\"5..\",job=\"api\"}[5m] offset 1h)) / 2 + ";
        String query = part.repeat(kilobytes * 1024 / part.length()) + "1";
        ParserOptions options = OPTIONS.withMaxLength(2 << 20);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            Printer.print(PromqlParser.parse(query, options));
            best = Math.min(best, System.nanoTime() - start);
        }
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofSeconds(20));
        return (double) best / query.length();
    }
}
