package io.pharos.gateway.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentAnswersTest {
    private long now;
    private final RecentAnswers<String> recent = new RecentAnswers<>(Duration.ofSeconds(10), 10, () -> now);

    @Test
    void givesAnAnswerAgainForAWhile() {
        recent.put("a", "one");
        now += Duration.ofSeconds(10).toNanos() - 1;
        assertThat(recent.get("a")).hasValue("one");
        now += 1;
        assertThat(recent.get("a")).isEmpty();
    }

    @Test
    void keepsSoMuchAndTheNewest() {
        recent.put("a", "12345");
        recent.put("b", "12345");
        recent.put("c", "123");
        assertThat(recent.get("a")).isEmpty();
        assertThat(recent.get("b")).isPresent();
        recent.put("b", "1");
        recent.put("d", "123456");
        assertThat(recent.get("c")).isPresent();
    }

    @Test
    void keepsNothingThatIsTooLargeAlone() {
        recent.put("a", "12345678901");
        assertThat(recent.get("a")).isEmpty();
        recent.put("b", "1");
        assertThat(recent.get("b")).isPresent();
    }
}
