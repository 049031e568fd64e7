package io.pharos.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Problem;
import io.pharos.sql.testing.TestPostgres;
import io.pharos.tenancy.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicas over one real PostgreSQL. */
class OwnershipTest {
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final List<String> ITEMS =
            IntStream.range(0, 300).mapToObj(i -> "tenant/item-" + i).toList();

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));

    @SuppressWarnings("NullAway.Init")
    private TestPostgres postgres;

    @BeforeEach
    void start() {
        postgres = TestPostgres.start("ingest");
        postgres.migrate("/db/ownership/R__ownership.sql");
    }

    @AfterEach
    void stop() {
        postgres.close();
    }

    @Test
    void everyItemHasOneOwnerAndALaterOwnersEpochIsGreater() {
        Ownership first = replica();
        first.beat();
        assertThat(ITEMS).allMatch(first::holds);
        long before = first.epoch(ITEMS.getFirst()).orElseThrow();

        Ownership second = replica();
        second.beat();
        assertOneOwnerAtMost(first, second);
        first.beat();
        second.beat();
        assertThat(owners(first, second)).containsOnly(1L);
        assertThat(ITEMS.stream().filter(second::holds)).isNotEmpty();

        first.leave();
        second.beat();
        assertThat(ITEMS).allMatch(second::holds).noneMatch(first::holds);
        assertThat(second.epoch(ITEMS.getFirst()))
                .hasValueSatisfying(epoch -> assertThat(epoch).isGreaterThan(before));
    }

    @Test
    void theItemsOfADeadReplicaGoOnAfterItsLease() {
        Ownership dead = replica();
        dead.beat();
        Ownership alive = replica();
        alive.beat();
        assertThat(ITEMS).noneMatch(alive::holds);

        postgres.asSuperuser("update ingest.ownership_replica set seen_at = seen_at - interval '11 seconds'");
        alive.beat();

        assertThat(ITEMS).allMatch(alive::holds);
    }

    @Test
    void aReplicaThatWasPausedPastItsLeaseActsOnlyOnceItHasAskedAgain() {
        Ownership paused = replica();
        paused.beat();
        clock.advance(LEASE);

        assertThat(ITEMS).noneMatch(paused::holds);
        paused.beat();
        assertThat(ITEMS).allMatch(paused::holds);
    }

    @Test
    void whileTheDatabaseIsAwayOwnersKeepWhatTheyHave() {
        Ownership owner = replica();
        owner.beat();
        postgres.close();

        for (int beat = 0; beat < 10; beat++) {
            clock.advance(Duration.ofSeconds(5));
            assertThatThrownBy(owner::beat).isInstanceOf(Problem.class);
            assertThat(ITEMS).allMatch(owner::holds);
        }
    }

    private Ownership replica() {
        return new Ownership(postgres.database(), clock, LEASE);
    }

    private static void assertOneOwnerAtMost(Ownership... replicas) {
        assertThat(owners(replicas)).allMatch(count -> count <= 1);
    }

    private static List<Long> owners(Ownership... replicas) {
        return ITEMS.stream()
                .map(item -> Stream.of(replicas)
                        .filter(replica -> replica.holds(item))
                        .count())
                .toList();
    }
}
