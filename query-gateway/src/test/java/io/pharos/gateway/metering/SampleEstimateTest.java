package io.pharos.gateway.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Dialect;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.analysis.Window;
import io.pharos.promql.ast.Expr;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleEstimateTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final SampleEstimate estimate = new SampleEstimate(Duration.ofSeconds(15));

    private static Expr parse(String query) {
        return PromqlParser.parse(query, ParserOptions.everything());
    }

    @ParameterizedTest
    @CsvSource({"1 + 1, 0", "up, 1", "rate(up[5m]), 20", "up / rate(up[5m]), 21"})
    void goesByTheShapeOfTheQuery(String query, long samples) {
        assertThat(estimate.of(parse(query), Window.at(NOW))).isEqualTo(samples);
    }

    @Test
    void costsNothingAtTheEdgesOfTime() {
        Window forever = Window.over(Instant.MIN, Instant.MAX, Duration.between(Instant.MIN, Instant.MAX));
        assertThat(estimate.of(parse("up"), forever)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "prometheus-2.42, ByEngine",
        "prometheus-3, ByEngine",
        "victoriametrics, ByEstimate",
        "mimir, ByEstimate"
    })
    void countsByWhatTheEngineTells(String dialect, String how) {
        Counting counting = estimate.counting(Dialect.parse(dialect).orElseThrow(), false, parse("up"), Window.at(NOW));
        assertThat(counting.getClass().getSimpleName()).isEqualTo(how);
    }
}
