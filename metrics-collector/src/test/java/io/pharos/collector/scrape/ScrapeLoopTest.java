package io.pharos.collector.scrape;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.collector.targets.JobKey;
import io.pharos.collector.targets.ScrapeJob;
import io.pharos.collector.targets.Target;
import io.pharos.model.Environment;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScrapeLoopTest {
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final Target TARGET = new Target(
            new ScrapeJob(
                    new JobKey(ACME, Environment.PROD, "shop"),
                    "http",
                    "/metrics",
                    new TreeMap<>(),
                    INTERVAL,
                    INTERVAL,
                    1000,
                    false,
                    true,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    null),
            URI.create("http://shop.example/metrics"),
            new TreeMap<>());

    private final Times times = new Times();
    private int looked;

    @Test
    void aSlotThatBeginsWhileALoopTurnsIsNotMissed() throws InterruptedException {
        ScrapeLoop loop = loop();
        Instant slot = Slots.of(TARGET.id(), INTERVAL).current(Instant.parse("2026-01-01T00:00:07Z"));
        Instant next = slot.plus(INTERVAL);

        times.are(slot, slot);
        assertThat(loop.turn()).isEqualTo(INTERVAL);
        times.are(next.minusMillis(1), next);
        assertThat(loop.turn()).isEqualTo(Duration.ZERO);
        times.are(next, next);
        assertThat(loop.turn()).isEqualTo(INTERVAL);

        assertThat(looked).isEqualTo(1);
    }

    /** A loop of a replica that owns nothing, so that all it does is look whether it does. */
    @SuppressWarnings("NullAway")
    private ScrapeLoop loop() {
        return new ScrapeLoop(
                TARGET,
                new ScrapeLoop.Surroundings(
                        times,
                        null,
                        () -> {
                            looked++;
                            return false;
                        },
                        _ -> {}));
    }

    /** A clock that is asked for these times, one after the other. */
    private static final class Times extends Clock {
        private final Deque<Instant> left = new ArrayDeque<>();

        void are(Instant... times) {
            left.addAll(List.of(times));
        }

        @Override
        public Instant instant() {
            return left.removeFirst();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
