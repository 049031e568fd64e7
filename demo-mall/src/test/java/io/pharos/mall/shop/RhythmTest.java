package io.pharos.mall.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RhythmTest {
    private static final Instant MIDNIGHT = Instant.EPOCH;
    private static final Rhythm RHYTHM = new Rhythm(Duration.ofMinutes(24), 30, 60);

    @Test
    void isQuietestAtFourAndNeverLeavesItsBounds() {
        assertThat(RHYTHM.rateAt(MIDNIGHT.plus(Duration.ofMinutes(4)))).isCloseTo(30, within(1e-9));
        for (int second = 0; second < 24 * 60; second++) {
            assertThat(RHYTHM.rateAt(MIDNIGHT.plusSeconds(second))).isBetween(30.0, 60.0);
        }
    }

    @Test
    void comesNearItsPeak() {
        double highest = 0;
        for (int second = 0; second < 24 * 60; second++) {
            highest = Math.max(highest, RHYTHM.rateAt(MIDNIGHT.plusSeconds(second)));
        }
        assertThat(highest).isGreaterThan(52);
    }

    @Test
    void tellsTheTimeOfTheMallsDay() {
        Instant now = MIDNIGHT.plus(Duration.ofMinutes(24 * 3 + 6));
        assertThat(RHYTHM.minuteOfDay(now)).isEqualTo(6 * 60);
        assertThat(RHYTHM.midnight(now)).isEqualTo(MIDNIGHT.plus(Duration.ofMinutes(24 * 3)));
    }

    @Test
    void refusesADayWithoutOrders() {
        assertThatThrownBy(() -> new Rhythm(Duration.ofMinutes(30), 0, 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rhythm(Duration.ofMinutes(30), 20, 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rhythm(Duration.ofSeconds(1), 1, 10)).isInstanceOf(IllegalArgumentException.class);
    }
}
