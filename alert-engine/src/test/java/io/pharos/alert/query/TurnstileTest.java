package io.pharos.alert.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    @Test
    void whoeverFillsItsPlacesTakesNobodyElses() {
        Turnstile<String> turnstile = new Turnstile<>(2);
        assertThat(turnstile.enter("greedy", Duration.ZERO)).isTrue();
        assertThat(turnstile.enter("greedy", Duration.ZERO)).isTrue();

        assertThat(turnstile.enter("greedy", Duration.ofMillis(1))).isFalse();
        assertThat(turnstile.enter("modest", Duration.ZERO)).isTrue();

        turnstile.leave("greedy");
        assertThat(turnstile.enter("greedy", Duration.ZERO)).isTrue();
    }
}
