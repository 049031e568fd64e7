package io.pharos.wire.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricNamesTest {
    private static final MetricNames ESCAPED = new MetricNames(TranslationStrategy.UNDERSCORE_ESCAPING_WITH_SUFFIXES);
    private static final MetricNames UTF8 = new MetricNames(TranslationStrategy.NO_UTF8_ESCAPING_WITH_SUFFIXES);

    @ParameterizedTest
    @CsvSource({
        "http.server.duration, s, HISTOGRAM, http_server_duration_seconds",
        "http.server.duration_seconds, s, HISTOGRAM, http_server_duration_seconds",
        "system.io, By, COUNTER, system_io_bytes_total",
        "system.io.total, By, COUNTER, system_io_bytes_total",
        "total.requests, 1, COUNTER, requests_total",
        "system.cpu.utilization, 1, GAUGE, system_cpu_utilization_ratio",
        "system.cpu.utilization.ratio, 1, GAUGE, system_cpu_utilization_ratio",
        "system.memory, '', FALLING_SUM, system_memory",
        "network.speed, By/s, GAUGE, network_speed_bytes_per_second",
        "fetched, {page}/min, GAUGE, fetched_per_min",
        "fetched, '{page}', COUNTER, fetched_total",
        "speed, km/h, GAUGE, speed_km_per_hour",
        "temperature, Cel, GAUGE, temperature_celsius",
        "load, %, GAUGE, load_percent",
        "a..b__c, '', GAUGE, a_b_c",
        "3xx.responses, '', COUNTER, _3xx_responses_total",
        "job:rule, '', GAUGE, job:rule",
        "größe, By, GAUGE, gr_e_bytes",
        "..., '', GAUGE, ''",
        "broken, /, GAUGE, broken"
    })
    void namesMetricsByUnitAndKind(String name, String unit, MetricKind kind, String expected) {
        assertThat(ESCAPED.of(name, unit, kind)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http.server.duration, s, HISTOGRAM, http.server.duration_seconds",
        "system.io, By, COUNTER, system.io_bytes_total",
        "system.io_total, By, COUNTER, system.io_bytes_total",
        "network.speed, By/s, GAUGE, network.speed_bytes_per_second",
        "system.cpu, 1, GAUGE, system.cpu_ratio"
    })
    void keepsCharactersWhereTheEngineStoresThem(String name, String unit, MetricKind kind, String expected) {
        assertThat(UTF8.of(name, unit, kind)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http.method, http_method",
        "_private, key_private",
        "__reserved, __reserved",
        "3rd, key_3rd",
        "a:b, a_b",
        "größe, gr__e",
        "'', ''"
    })
    void namesLabels(String name, String expected) {
        assertThat(ESCAPED.label(name)).isEqualTo(expected);
        assertThat(UTF8.label(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"a.b, s, COUNTER, a_b", "a.b_c, s, GAUGE, a_b_c", "9a, '', GAUGE, _9a"})
    void leavesSuffixesOutWhereAsked(String name, String unit, MetricKind kind, String expected) {
        MetricNames plain = new MetricNames(TranslationStrategy.UNDERSCORE_ESCAPING_WITHOUT_SUFFIXES);
        assertThat(plain.of(name, unit, kind)).isEqualTo(expected);
        assertThat(new MetricNames(TranslationStrategy.NO_TRANSLATION).of(name, unit, kind))
                .isEqualTo(name);
    }
}
