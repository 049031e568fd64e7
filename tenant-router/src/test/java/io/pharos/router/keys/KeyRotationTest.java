package io.pharos.router.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.sql.AesSeal;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import io.pharos.sql.testing.TestPostgres;
import io.pharos.tenancy.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Days of rotation by two replicas over one real PostgreSQL, as a verifier with the longest cache allowed sees them. */
class KeyRotationTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);
    private static final KeyPolicy POLICY =
            new KeyPolicy(Duration.ofMinutes(10), Duration.ofDays(1), Duration.ofMinutes(30));
    private static final Duration STEP = Duration.ofMinutes(5);

    private final MovableClock clock = new MovableClock(START);

    @SuppressWarnings("NullAway.Init")
    private TestPostgres postgres;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    private record Issued(String kid, Instant expires) {}

    private record Cached(Set<String> kids, Instant since) {}

    @BeforeEach
    void start() {
        postgres = TestPostgres.start("tenancy");
        postgres.migrate("/db/migration/V1__directory.sql");
        postgres.migrate("/db/migration/V2__clients_and_tokens.sql");
        database = postgres.database();
        // Mutiny's own set-up is not made for threads that begin together.
        database.<Integer>query(KeyRotationTest::stored);
    }

    @AfterEach
    void stop() {
        postgres.close();
    }

    @Test
    void everyTokenVerifiesForAllOfItsLifeWithTheOldestCacheAllowed() {
        SigningKeys here = replica();
        SigningKeys there = replica();
        Deque<Issued> alive = new ArrayDeque<>();
        Set<String> signers = new HashSet<>();
        Cached cache = new Cached(Set.of(), Instant.MIN);

        for (Instant end = START.plus(Duration.ofDays(3)); clock.instant().isBefore(end); clock.advance(STEP)) {
            Instant now = clock.instant();
            here.refresh();
            if (now.isAfter(cache.since().plus(POLICY.notice()))) {
                cache = new Cached(there.verifying().keySet(), now);
            }
            alive.addLast(new Issued(here.signer().kid(), now.plus(TOKEN_LIFE)));
            alive.removeIf(token -> token.expires().isBefore(now));
            signers.add(alive.getLast().kid());

            assertThat(alive).as("at %s", now).extracting(Issued::kid).isSubsetOf(cache.kids());
        }

        assertThat(signers).as("a key a day").hasSize(3);
        assertThat(here.listed()).as("forgotten once their last token is").hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void replicasThatFindAKeyDueTogetherMakeOne() throws Exception {
        try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> refreshes = List.of(refresh(), refresh(), refresh(), refresh());
            for (Future<Void> done : replicas.invokeAll(refreshes)) {
                done.get();
            }
        }

        assertThat(database.<Integer>query(KeyRotationTest::stored)).isEqualTo(1);
    }

    private Callable<Void> refresh() {
        SigningKeys replica = replica();
        return () -> {
            replica.refresh();
            return null;
        };
    }

    private SigningKeys replica() {
        return new SigningKeys(database, new KeyStore(new AesSeal("k".repeat(64), "test")), POLICY, clock);
    }

    private static int stored(Session session) {
        return session.first("select count(*)::int as keys from signing_key", row -> row.getInteger("keys"))
                .orElseThrow();
    }
}
