package io.pharos.gateway.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepsTest {
    private final Steps steps = Steps.over(10, 59, 10);

    @Test
    void endsWithTheLastThatIsNotAfterTheEnd() {
        assertThat(steps).isEqualTo(new Steps(10, 50, 10));
        assertThat(steps.count()).isEqualTo(5);
        assertThat(Steps.over(7, 7, 10)).isEqualTo(new Steps(7, 7, 10));
    }

    @Test
    void cutsByTimeOnItsOwnSteps() {
        assertThat(steps.until(39)).hasValue(new Steps(10, 30, 10));
        assertThat(steps.from(11)).hasValue(new Steps(20, 50, 10));
        assertThat(steps.from(51)).isEmpty();
        assertThat(steps.until(9)).isEmpty();
        assertThat(steps.and(new Steps(30, 90, 10))).hasValue(new Steps(30, 50, 10));
        assertThat(steps.and(new Steps(60, 90, 10))).isEmpty();
    }

    @Test
    void knowsItsOwn() {
        assertThat(steps.contains(30)).isTrue();
        assertThat(steps.contains(35)).isFalse();
        assertThat(steps.contains(60)).isFalse();
    }
}
