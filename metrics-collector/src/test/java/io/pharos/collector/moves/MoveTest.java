package io.pharos.collector.moves;

import static io.pharos.collector.suite.Surroundings.MOVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.collector.engines.PrometheusServer;
import io.pharos.collector.suite.Body;
import io.pharos.collector.suite.Sender;
import io.pharos.collector.suite.Surroundings;
import io.pharos.lineage.MoveComparison;
import io.pharos.lineage.MoveGap;
import io.pharos.lineage.MoveStore;
import io.pharos.model.Environment;
import io.pharos.ownership.Ownership;
import io.pharos.tenancy.directory.Move;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A tenant on the move between two real engines: both get all, one has the word, and both are compared. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
@QuarkusTestResource(Surroundings.class)
class MoveTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    PrometheusServer engine;
    PrometheusServer second;
    FakeRouter router;

    @Inject
    MoveStore store;

    @Inject
    HourCounts counts;

    @Inject
    TenantDirectory directory;

    @Inject
    Ownership ownership;

    @Test
    void bothEnginesGetWhatTheOneWithTheWordHasAcknowledged() throws InterruptedException {
        long start = System.currentTimeMillis();
        Instant hour = Instant.ofEpochMilli(start).truncatedTo(ChronoUnit.HOURS);
        for (int i = 0; i < 5; i++) {
            write(start + i);
        }
        await(() -> count(second, start) == 5);
        second.stop();
        for (int i = 5; i < 9; i++) {
            write(start + i);
        }
        assertThat(count(engine, start)).isEqualTo(9);
        await(() -> store.gaps(MOVER, Environment.PROD, "second").values().stream()
                        .mapToLong(MoveGap::batches)
                        .sum()
                == 4);
        assertThat(compared(hour).trouble()).isNotEmpty();

        second.start();
        await(() -> count(second, start) == 9);
        MoveComparison.Hour last = compared(hour).hours().getLast();
        assertThat(last.from()).isEqualTo(hour);
        assertThat(last.here()).isEqualTo(9);
        assertThat(last.isEqual()).isTrue();
    }

    @Test
    void onlyWholeHoursSinceTheBeginningCount() {
        Move move = new Move("second", Instant.parse("2026-11-25T10:20:00Z"), 2);
        assertThat(MoveComparisonJob.wholeHours(move, Instant.parse("2026-11-25T12:01:00Z")))
                .isEmpty();
        assertThat(MoveComparisonJob.wholeHours(move, Instant.parse("2026-11-25T14:02:00Z")))
                .containsExactly(Instant.parse("2026-11-25T12:00:00Z"), Instant.parse("2026-11-25T13:00:00Z"));
    }

    /** As it is compared a little after the end of that hour. */
    private MoveComparison compared(Instant hour) throws InterruptedException {
        await(() -> ownership.holds("move " + MOVER + " " + Environment.PROD));
        Clock later = Clock.fixed(hour.plus(Duration.ofMinutes(63)), ZoneOffset.UTC);
        new MoveComparisonJob(directory, ownership, counts, store, later).compare();
        return store.comparison(MOVER, Environment.PROD, "second").orElseThrow();
    }

    private void write(long millis) {
        new Sender(router, MOVER)
                .write(new Body().sample(1, millis, "__name__", "moved"))
                .then()
                .statusCode(204);
    }

    private static long count(PrometheusServer server, long start) {
        return server.query("count_over_time(moved{tenant_id=\"mover\"}[1h])", start / 1000.0 + 10)
                .at("/0/value/1")
                .asLong();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it came in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
