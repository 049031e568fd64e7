package io.pharos.gateway.metering;

import static org.assertj.core.api.Assertions.assertThat;

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

    private Estimate of(String query) {
        return estimate.of(query, parse(query), Window.at(NOW));
    }

    @ParameterizedTest
    @CsvSource({"1 + 1, 0", "up, 1", "rate(up[5m]), 20", "up / rate(up[5m]), 21"})
    void goesByTheShapeOfTheQuery(String query, long samples) {
        assertThat(of(query).samples()).isEqualTo(samples);
    }

    @Test
    void costsNothingAtTheEdgesOfTime() {
        Window forever = Window.over(Instant.MIN, Instant.MAX, Duration.between(Instant.MIN, Instant.MAX));
        assertThat(estimate.of("up", parse("up"), forever).samples()).isZero();
    }

    @Test
    void learnsHowManySeriesAQueryReads() {
        of("rate(up[5m])").learn(2_000);
        assertThat(of("rate(up[5m])").samples()).isEqualTo(2_000);
        of("rate(up[5m])").learn(1_000);
        assertThat(of("rate(up[5m])").samples()).isEqualTo(1_500);
        assertThat(of("rate(up[1m])").samples()).isEqualTo(4);
    }

    @Test
    void goesByTheSeriesWhereAnEngineTellsThose() {
        assertThat(of("rate(up[5m])").ofSeries(7)).isEqualTo(140);
    }

    @Test
    void growsWithTheWindowOfWhatWasLearned() {
        Instant end = NOW.plusSeconds(60);
        of("up").learn(50);
        Window five = Window.over(NOW, end, Duration.ofSeconds(15));
        assertThat(estimate.of("up", parse("up"), five).samples()).isEqualTo(250);
    }
}
