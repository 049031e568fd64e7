package io.pharos.collector.ha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.HaTracking;
import io.pharos.tsdb.testing.RedisServer;
import io.pharos.tsdb.write.ReplicaChoice.Standing;
import io.pharos.wire.series.Replicas.Replica;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two collectors, each with its own memory and clock, elect over one real Redis. */
@SuppressWarnings("NullAway.Init")
class ElectionsTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final HaTracking TRACKING = new HaTracking(true, "cluster", "__replica__", 2);
    private static final Duration FAILOVER = Duration.ofMillis(300);
    private static final Replica A = new Replica("east", "a");
    private static final Replica B = new Replica("east", "b");

    private static RedisServer server;

    private final Vertx vertx = Vertx.vertx();
    private final RedisAPI redis = RedisAPI.api(Redis.createClient(vertx, server.url()));
    private final AtomicLong time = new AtomicLong(1_700_000_000_000L);
    private final Elections first = elections();
    private final Elections second = elections();

    @BeforeAll
    static void startRedis() {
        server = RedisServer.start();
    }

    @AfterAll
    static void stopRedis() {
        server.close();
    }

    @AfterEach
    void forget() throws Exception {
        await(redis.flushall(List.of()));
        await(vertx.close());
    }

    @Test
    void whoComesFirstIsElectedAtEveryCollector() throws Exception {
        assertThat(standing(first, A)).isEqualTo(Standing.UNKNOWN);
        decide(first, A);
        decide(second, B);
        assertThat(standing(first, A)).isEqualTo(Standing.ELECTED);
        assertThat(standing(first, B)).isEqualTo(Standing.OTHER);
        assertThat(standing(second, B)).isEqualTo(Standing.OTHER);
        assertThat(standing(second, A)).isEqualTo(Standing.ELECTED);
    }

    @Test
    void anotherIsElectedOnceTheElectedOneWasSilentForTheTimeOut() throws Exception {
        decide(first, A);
        assertThat(standing(first, B)).isEqualTo(Standing.OTHER);
        time.addAndGet(FAILOVER.toMillis() + 1);
        assertThat(standing(first, B)).isEqualTo(Standing.UNKNOWN);
        long patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        do {
            decide(first, B);
        } while (standing(first, B) != Standing.ELECTED && System.nanoTime() < patience);
        assertThat(standing(first, B)).isEqualTo(Standing.ELECTED);
        assertThat(standing(first, A)).isEqualTo(Standing.OTHER);
        decide(second, A);
        assertThat(standing(second, A)).isEqualTo(Standing.OTHER);
    }

    @Test
    void anElectedOneThatIsHeardElsewhereStays() throws Exception {
        decide(first, A);
        time.addAndGet(FAILOVER.toMillis() + 1);
        decide(second, A);
        decide(first, B);
        assertThat(standing(first, B)).isEqualTo(Standing.OTHER);
    }

    @Test
    void aTenantHasSoManyClustersAndOthersHaveTheirOwn() throws Exception {
        decide(first, A);
        decide(first, new Replica("west", "a"));
        Replica third = new Replica("north", "a");
        decide(first, third);
        assertThat(standing(first, third)).isEqualTo(Standing.TOO_MANY_CLUSTERS);
        await(first.decide(new TenantId("initech"), TRACKING, List.of(third)));
        assertThat(first.standing(new TenantId("initech"), TRACKING, third)).isEqualTo(Standing.ELECTED);
    }

    @Test
    void withRedisAwayTheElectedOneGoesOnAndNobodyElseIsElected() throws Exception {
        decide(first, A);
        server.close();
        try {
            time.addAndGet(FAILOVER.toMillis() + 1);
            decide(first, A);
            assertThat(standing(first, A)).isEqualTo(Standing.ELECTED);
            time.addAndGet(FAILOVER.toMillis() + 1);
            assertThatThrownBy(() -> decide(first, B)).hasCauseInstanceOf(Problem.class);
        } finally {
            server = RedisServer.start(server.port());
        }
    }

    private Elections elections() {
        HaConfig config = new HaConfig() {
            @Override
            public Duration failoverTimeout() {
                return FAILOVER;
            }

            @Override
            public Duration updateTimeout() {
                return FAILOVER.dividedBy(2);
            }

            @Override
            public Duration redisTimeout() {
                return Duration.ofSeconds(5);
            }

            @Override
            public Duration forgetAfter() {
                return Duration.ofMinutes(30);
            }
        };
        return new Elections(new ElectionStore(redis, config), config, clock(), vertx);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(time.get());
            }
        };
    }

    private static Standing standing(Elections elections, Replica replica) {
        return elections.standing(ACME, TRACKING, replica);
    }

    private static void decide(Elections elections, Replica replica) throws Exception {
        await(elections.decide(ACME, TRACKING, List.of(replica)));
    }

    private static void await(Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
