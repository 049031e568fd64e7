package io.pharos.alert.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.series.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToldTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Labels ALERT = Labels.of(Map.of("alertname", "Down"));

    private final Told told = new Told(Duration.ofHours(4));

    @Test
    void aStartIsNewsOnceAndThenAfterAWhile() {
        assertThat(told.isNews(ALERT, false, NOW)).isTrue();
        told.remember(ALERT, false, NOW.plusSeconds(240), NOW);

        assertThat(told.isNews(ALERT, false, NOW.plusSeconds(60))).isFalse();
        assertThat(told.isNews(ALERT, false, NOW.plus(Duration.ofHours(4)))).isTrue();
    }

    @Test
    void anEndIsNewsOnceAndOnlyOfWhatWasTold() {
        assertThat(told.isNews(ALERT, true, NOW)).isFalse();
        told.remember(ALERT, false, NOW, NOW);

        assertThat(told.isNews(ALERT, true, NOW)).isTrue();
        told.remember(ALERT, true, NOW, NOW);
        assertThat(told.isNews(ALERT, true, NOW)).isFalse();
        assertThat(told.isNews(ALERT, false, NOW)).isTrue();
    }

    @Test
    void whatNobodySendsAnyMoreIsForgotten() {
        told.remember(ALERT, false, NOW, NOW);
        told.goesOn(ALERT, NOW.plusSeconds(240));

        told.forget(NOW.plusSeconds(100));
        assertThat(told.size()).isEqualTo(1);
        told.forget(NOW.plusSeconds(300));
        assertThat(told.size()).isZero();
    }
}
