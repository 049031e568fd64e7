package io.pharos.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.promql.analysis.Window;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowsTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void aStretchIsAsLongAsItsEndsSay() {
        assertThat(Windows.between(NOW.minusSeconds(60), NOW.minusSeconds(30), NOW)
                        .length())
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void openEndsReachFrom1970ToNow() {
        Window window = Windows.between(null, null, NOW);
        assertThat(window.start()).isEqualTo(Instant.EPOCH);
        assertThat(window.end()).isEqualTo(NOW);
        assertThat(Windows.between(Instant.MIN, Instant.MAX, NOW)).isEqualTo(window);
    }

    @Test
    void aStretchBeyondNowIsAnInstant() {
        assertThat(Windows.between(NOW.plusSeconds(1), NOW.plusSeconds(2), NOW).length())
                .isZero();
    }
}
