package io.pharos.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"PT20M, 20m", "PT1H30M, 1h30m", "PT0.0002S, 1ms", "PT0S, 0s", "PT15M0.0001S, 15m1ms", "P40D, 40d"})
    void spellsDurationsAsPromqlDoes(Duration length, String text) {
        assertThat(Durations.text(length)).isEqualTo(text);
    }
}
