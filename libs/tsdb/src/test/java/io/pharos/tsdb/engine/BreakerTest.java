package io.pharos.tsdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.tsdb.engine.BreakerState.BreakerPolicy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
    private final Breaker breaker = new Breaker(new BreakerPolicy(3, PAUSE), clock::get);

    @Test
    void closesTheDoorAfterFailuresInARow() {
        fail(2);
        assertThat(breaker.refusal()).isEmpty();
        fail(1);
        assertThat(breaker.refusal()).contains(PAUSE);
    }

    @Test
    void aSuccessBetweenStartsTheCountAnew() {
        fail(2);
        breaker.succeeded();
        fail(2);
        assertThat(breaker.refusal()).isEmpty();
    }

    @Test
    void letsExactlyOneTryAfterThePause() {
        fail(3);
        clock.addAndGet(PAUSE.toNanos());
        assertThat(breaker.refusal()).isEmpty();
        assertThat(breaker.refusal()).isPresent();
    }

    @Test
    void opensTheDoorWhenTheTrySucceeds() {
        fail(3);
        clock.addAndGet(PAUSE.toNanos());
        assertThat(breaker.refusal()).isEmpty();
        breaker.succeeded();
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.refusal()).isEmpty();
    }

    @Test
    void pausesAgainWhenTheTryFails() {
        fail(3);
        clock.addAndGet(PAUSE.toNanos());
        assertThat(breaker.refusal()).isEmpty();
        fail(1);
        assertThat(breaker.refusal()).contains(PAUSE);
    }

    @Test
    void lateFailuresDoNotProlongThePause() {
        fail(3);
        clock.addAndGet(PAUSE.toNanos() / 2);
        fail(5);
        assertThat(breaker.refusal()).contains(PAUSE.dividedBy(2));
    }

    @Test
    void aTryThatNobodyWaitedForTellsNothing() {
        fail(2);
        breaker.gaveUp();
        assertThat(breaker.refusal()).isEmpty();
        fail(1);
        clock.addAndGet(PAUSE.toNanos());
        assertThat(breaker.refusal()).isEmpty();
        breaker.gaveUp();
        assertThat(breaker.refusal()).contains(PAUSE);
    }

    @Test
    void aLateSuccessShowsThatTheEngineLives() {
        fail(3);
        breaker.succeeded();
        assertThat(breaker.refusal()).isEmpty();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed();
        }
    }
}
