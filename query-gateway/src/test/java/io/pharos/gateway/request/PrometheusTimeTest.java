package io.pharos.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Problem;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusTimeTest {
    @ParameterizedTest
    @CsvSource({
        "1435781451.781, 2015-07-01T20:10:51.781Z",
        "1435781451, 2015-07-01T20:10:51Z",
        "1.4357814517814e9, 2015-07-01T20:10:51.781Z",
        "-0.5, 1969-12-31T23:59:59.500Z",
        ".25, 1970-01-01T00:00:00.250Z",
        "2015-06-30T20:10:51.781Z, 2015-06-30T20:10:51.781Z",
        "2015-07-01T06:10:51.781999999+10:00, 2015-06-30T20:10:51.781Z",
    })
    void readsSecondsAndRfc3339ToTheMillisecond(String text, Instant expected) {
        assertThat(PrometheusTime.instant("time", text)).isEqualTo(expected);
    }

    @Test
    void readsTheBoundsThatPrometheusClientsSend() {
        assertThat(PrometheusTime.instant("start", "-292273086-05-16T16:47:06Z"))
                .isEqualTo(PrometheusTime.EARLIEST);
        assertThat(PrometheusTime.instant("end", "292277025-08-18T07:12:54.999999999Z"))
                .isEqualTo(PrometheusTime.LATEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "NaN", "Inf", "1e400", "1d", "0x10", "1_000", "2015-06-30", "9.3e15"})
    void refusesOtherTimesByTheirParametersName(String text) {
        assertThatThrownBy(() -> PrometheusTime.instant("start", text))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("\"start\"");
    }

    @ParameterizedTest
    @CsvSource({
        "15, PT15S",
        "0.5, PT0.5S",
        "1h30m, PT1H30M",
        "1d, P1D",
        "1w, P7D",
        "1y, P365D",
        "250ms, PT0.25S",
        "-1, PT-1S"
    })
    void readsDurations(String text, Duration expected) {
        assertThat(PrometheusTime.duration("step", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1m1h", "1.5h", "1e10", "99999999999999y", "NaN", "-1m", "1 m"})
    void refusesOtherDurations(String text) {
        assertThatThrownBy(() -> PrometheusTime.duration("step", text)).isInstanceOf(Problem.class);
    }
}
