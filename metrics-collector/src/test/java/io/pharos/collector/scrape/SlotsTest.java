package io.pharos.collector.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:07.5Z");

    @Test
    void aTargetHasOnePlaceInEveryInterval() {
        Slots slots = Slots.of("a target", Duration.ofSeconds(15));

        assertThat(slots.current(NOW)).isBeforeOrEqualTo(NOW);
        assertThat(slots.after(slots.current(NOW))).isAfter(NOW);
        assertThat(slots.current(slots.after(slots.current(NOW)))).isEqualTo(slots.after(slots.current(NOW)));
        assertThat(Duration.between(slots.current(NOW), slots.after(slots.current(NOW))))
                .isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void targetsAreSpreadOverTheInterval() {
        long firstHalf = IntStream.range(0, 1000)
                .mapToObj(i -> Slots.of("host-" + i + ":9100", Duration.ofSeconds(10)))
                .filter(slots -> slots.offsetMillis() < 5000)
                .count();

        assertThat(firstHalf).isBetween(430L, 570L);
    }
}
