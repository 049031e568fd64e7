package io.pharos.gateway.limits;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Problem;
import io.pharos.model.Role;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.analysis.Window;
import io.pharos.tenancy.directory.QueryLimits;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeGuardTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final QueryLimits DEV = QueryLimits.standard(Role.DEV);
    private static final QueryLimits GUEST = QueryLimits.standard(Role.GUEST);

    private static void check(QueryLimits limits, String query, Window window) {
        RangeGuard.check(limits, PromqlParser.parse(query, ParserOptions.everything()), window);
    }

    private static Window now() {
        return Windows.at(NOW, Duration.ZERO);
    }

    private static Window last(Duration length) {
        return Windows.over(NOW.minus(length), NOW, Duration.ofSeconds(15), Duration.ZERO);
    }

    @Test
    void holdsEachRoleToItsRange() {
        assertThatCode(() -> check(DEV, "up", last(Duration.ofMinutes(15)))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(DEV, "up", last(Duration.ofMinutes(20))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("end - start is 20m and your limit is 15m");
        assertThatCode(() -> check(GUEST, "up", last(Duration.ofSeconds(30)))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(GUEST, "up", last(Duration.ofSeconds(31))))
                .isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate(x[5m])",
                "x offset 5m",
                "max_over_time(rate(x[2m])[3m:1m])",
                "x offset -5m",
                "x @ 1769860500",
                "max_over_time(slo:availability:ratio[4w:1h] offset 1w) / x",
                "1 + 1"
            })
    void letsAGuestTouchFiveMinutes(String query) {
        assertThatCode(() -> check(GUEST, query, now())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate(x[301s]) | 5m1s",
                "x offset 6m | 6m",
                "max_over_time(rate(x[2m])[4m:1m]) | 6m",
                "max_over_time((x offset 3m)[2m:1m] offset 1m) | 6m",
                "x offset -6m | 6m",
                "x @ 1769860440 | 6m",
                "topk(scalar(y offset 6m), x) | 6m",
                "slo:availability:ratio / (x offset 6m) | 6m",
                "{__name__=~\"slo:.*\"} offset 6m | 6m"
            })
    void tellsAGuestWhatWasAskedBeyondFiveMinutes(String query, String asked) {
        assertThatThrownBy(() -> check(GUEST, query, now()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("range + subquery + offset is " + asked + " and your limit is 5m");
    }

    @Test
    void countsALookbackThatTheClientChose() {
        assertThatThrownBy(() -> check(GUEST, "x", Windows.at(NOW, Duration.ofHours(1))))
                .isInstanceOf(Problem.class);
    }

    @Test
    void exemptsRecordedSeriesAlone() {
        assertThatCode(() ->
                        check(DEV, "avg_over_time(slo:a:ratio[4w]) / pharos_usage_queries", last(Duration.ofDays(1))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check(DEV, "slo:a:ratio + x", last(Duration.ofDays(1))))
                .isInstanceOf(Problem.class);
    }

    @Test
    void holdsAnAdminToNoLimit() {
        assertThatCode(() -> check(QueryLimits.UNLIMITED, "rate(x[1y] offset 10y)", last(Duration.ofHours(40))))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesMorePointsThanPrometheusDoes() {
        assertThatThrownBy(() -> Windows.over(NOW.minusSeconds(11_001), NOW, Duration.ofSeconds(1), Duration.ZERO))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("11,000");
    }
}
