package io.pharos.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.series.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AlertQueueTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void givesTheOldestFirstAndNoMoreThanAsked() throws InterruptedException {
        AlertQueue queue = new AlertQueue(10);

        assertThat(queue.put(List.of(alert("a", 1), alert("b", 1), alert("c", 1))))
                .isZero();

        assertThat(queue.take(2)).containsExactly(alert("a", 1), alert("b", 1));
        assertThat(queue.take(2)).containsExactly(alert("c", 1));
    }

    @Test
    void newsOfAnAlertThatWaitsTakesItsPlace() throws InterruptedException {
        AlertQueue queue = new AlertQueue(10);
        queue.put(List.of(alert("a", 1), alert("b", 1)));

        queue.put(List.of(alert("a", 2)));

        assertThat(queue.take(9)).containsExactly(alert("a", 2), alert("b", 1));
    }

    @Test
    void theOldestFallOutOfAFullQueueAndAreCounted() throws InterruptedException {
        AlertQueue queue = new AlertQueue(2);

        assertThat(queue.put(List.of(alert("a", 1), alert("b", 1), alert("c", 1))))
                .isEqualTo(1);

        assertThat(queue.take(9)).containsExactly(alert("b", 1), alert("c", 1));
    }

    @Test
    void whatWasTakenIsNotTheNewestOnceThereIsNewsOfIt() throws InterruptedException {
        AlertQueue queue = new AlertQueue(10);
        queue.put(List.of(alert("a", 1), alert("b", 1)));
        List<Postable> taken = queue.take(9);

        queue.put(List.of(alert("a", 2)));

        assertThat(queue.newest(taken)).containsExactly(alert("b", 1));
    }

    @Test
    void whatIsInAClosedQueueIsStillTakenAndThenItIsDrained() throws InterruptedException {
        AlertQueue queue = new AlertQueue(2);
        queue.put(List.of(alert("a", 1)));
        queue.close();

        assertThat(queue.drained(0)).isFalse();
        assertThat(queue.take(9)).hasSize(1);
        assertThat(queue.drained(0)).as("it is under way").isFalse();
        assertThat(queue.take(9)).isEmpty();
        assertThat(queue.drained(0)).isTrue();
    }

    private static Postable alert(String name, int seconds) {
        return new Postable(
                Labels.of(Map.of("alertname", name)), new TreeMap<>(), NOW, NOW.plusSeconds(seconds), "http://x", NOW);
    }
}
