package io.pharos.gateway.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pharos.model.TenantId;
import io.pharos.tsdb.testing.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SecondsLedgerTest {
    private static RedisServer server;
    private static Vertx vertx;
    private static RedisAPI redis;

    private final TenantId tenant =
            new TenantId("t" + UUID.randomUUID().toString().substring(0, 8));

    @BeforeAll
    static void start() {
        server = RedisServer.start();
        vertx = Vertx.vertx();
        redis = RedisAPI.api(Redis.createClient(vertx, server.url()));
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        server.close();
    }

    private static SecondsLedger ledger() {
        return new SecondsLedger(redis, Duration.ofSeconds(5));
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Duration pause(Duration aMinute) throws Exception {
        return get(ledger().pause(tenant, aMinute));
    }

    @Test
    void whoUsedNothingNeedNotWait() throws Exception {
        assertThat(pause(Duration.ofSeconds(1))).isZero();
    }

    @Test
    void whoUsedUpItsSecondsWaitsUntilTheMinuteGivesSomeBack() throws Exception {
        Duration cap = Duration.ofSeconds(30);
        get(ledger().spend(tenant, cap, Duration.ofSeconds(29)));
        assertThat(pause(cap)).isZero();
        get(ledger().spend(tenant, cap, Duration.ofSeconds(6)));
        assertThat(pause(cap))
                .as("five seconds too much come back in ten, by another gateway")
                .isBetween(Duration.ofSeconds(8), Duration.ofMillis(10_002));
    }

    @Test
    void secondsComeBackAsTimeGoesOn() throws Exception {
        Duration tenAtOnce = Duration.ofMinutes(10);
        get(ledger().spend(tenant, tenAtOnce, tenAtOnce.plusSeconds(3)));
        assertThat(pause(tenAtOnce)).isPositive();
        await().atMost(Duration.ofSeconds(10)).until(() -> pause(tenAtOnce).isZero());
    }

    @Test
    void failsWhereRedisIsAway() {
        RedisAPI away = RedisAPI.api(Redis.createClient(vertx, "redis://127.0.0.1:1"));
        SecondsLedger ledger = new SecondsLedger(away, Duration.ofMillis(200));
        assertThatThrownBy(() -> get(ledger.pause(tenant, Duration.ofSeconds(1))))
                .isNotNull();
    }
}
