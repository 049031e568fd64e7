package io.pharos.mall.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.mall.MovableClock;
import io.pharos.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChaosBoardTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final ChaosBoard board = new ChaosBoard(clock);

    @Test
    void chaosEndsByItself() {
        board.turn(ACME, Knob.SLOW_SQL, 0.5, Duration.ofMinutes(5));
        clock.forward(Duration.ofSeconds(299));
        assertThat(board.in(ACME).level(Knob.SLOW_SQL)).isEqualTo(0.5);
        clock.forward(Duration.ofSeconds(1));
        assertThat(board.in(ACME)).isEqualTo(Chaos.NONE);
        assertThat(board.active()).isEmpty();
    }

    @Test
    void oneShopsChaosIsNotAnothers() {
        board.turn(ACME, Knob.OVERSELL, 1, Duration.ofMinutes(1));
        assertThat(board.in(GLOBEX)).isEqualTo(Chaos.NONE);
        assertThat(board.end(GLOBEX, Knob.OVERSELL)).isFalse();
        assertThat(board.in(ACME).is(Knob.OVERSELL)).isTrue();
    }

    @Test
    void turningAgainKeepsWhenItBegan() {
        Instant begun = clock.instant();
        board.turn(ACME, Knob.STALE_CACHE, 0.1, Duration.ofMinutes(1));
        clock.forward(Duration.ofSeconds(30));
        board.turn(ACME, Knob.STALE_CACHE, 0.9, Duration.ofMinutes(1));
        assertThat(board.in(ACME).since(Knob.STALE_CACHE)).contains(begun);
        assertThat(board.in(ACME).level(Knob.STALE_CACHE)).isEqualTo(0.9);
    }

    @Test
    void canBeEndedEarly() {
        board.turn(ACME, Knob.GOLD_DROP, 1, Duration.ofMinutes(1));
        assertThat(board.end(ACME, Knob.GOLD_DROP)).isTrue();
        assertThat(board.in(ACME)).isEqualTo(Chaos.NONE);
    }
}
