package io.pharos.router.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerStateTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void staysClosedForAFewFailures() {
        BreakerState state = failed(BreakerState.closed(), BreakerState.FEWEST - 1);
        assertThat(state.ask(NOW).granted()).isTrue();
    }

    @Test
    void opensWhenNothingGetsThrough() {
        BreakerState state = failed(BreakerState.closed(), BreakerState.FEWEST);
        assertThat(state).isEqualTo(new BreakerState.Open(NOW.plus(BreakerState.PAUSE)));
        assertThat(state.ask(NOW).granted()).isFalse();
        assertThat(state.shut()).isTrue();
    }

    @Test
    void staysClosedWhileMostGetThrough() {
        BreakerState state = BreakerState.closed();
        for (int i = 0; i < 100; i++) {
            state = i % 3 == 0 ? state.failed(NOW) : state.succeeded();
        }
        assertThat(state).isInstanceOf(BreakerState.Closed.class);
    }

    @Test
    void opensThoughManyGotThroughLongAgo() {
        BreakerState state = BreakerState.closed();
        for (int i = 0; i < 1000; i++) {
            state = state.succeeded();
        }
        assertThat(failed(state, BreakerState.WINDOW / 2)).isInstanceOf(BreakerState.Open.class);
    }

    @Test
    void probesOneAtATimeAfterThePause() {
        BreakerState open = failed(BreakerState.closed(), BreakerState.FEWEST);
        Instant later = NOW.plus(BreakerState.PAUSE);
        BreakerState.Permit probe = open.ask(later);
        assertThat(probe.granted()).isTrue();
        assertThat(probe.next().ask(later).granted()).isFalse();
        assertThat(probe.next().ask(later.plus(BreakerState.PAUSE)).granted()).isTrue();
    }

    @Test
    void closesWithAProbeThatGetsThroughAndOpensWithOneThatDoesNot() {
        BreakerState half = failed(BreakerState.closed(), BreakerState.FEWEST)
                .ask(NOW.plus(BreakerState.PAUSE))
                .next();
        assertThat(half.succeeded()).isEqualTo(BreakerState.closed());
        assertThat(half.failed(NOW)).isEqualTo(new BreakerState.Open(NOW.plus(BreakerState.PAUSE)));
    }

    private static BreakerState failed(BreakerState from, int times) {
        BreakerState state = from;
        for (int i = 0; i < times; i++) {
            state = state.failed(NOW);
        }
        return state;
    }
}
