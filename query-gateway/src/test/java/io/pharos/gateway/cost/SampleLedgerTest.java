package io.pharos.gateway.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class SampleLedgerTest {
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

    private static SampleLedger ledger() {
        return new SampleLedger(redis, Duration.ofSeconds(5));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void reservesWhatFitsAndRefusesWhatDoesNot() throws Exception {
        SampleLedger.Entry first = await(ledger().reserve(tenant, 100, 60));
        assertThat(first.granted()).isTrue();
        assertThat(first.taken()).isEqualTo(60);
        assertThat(first.rest()).isBetween(Duration.ofSeconds(1), Duration.ofDays(1));
        assertThat(await(ledger().reserve(tenant, 100, 41)).granted()).isFalse();
        assertThat(await(ledger().reserve(tenant, 100, 40)).granted())
                .as("by another gateway")
                .isTrue();
    }

    @Test
    void settlesByWhatWasRead() throws Exception {
        String day = await(ledger().reserve(tenant, 100, 60)).day();
        await(ledger().settle(tenant, day, -50));
        assertThat(await(ledger().reserve(tenant, 100, 0)).taken()).isEqualTo(10);
        await(ledger().settle(tenant, day, 500));
        SampleLedger.Entry over = await(ledger().reserve(tenant, 100, 0));
        assertThat(over.granted())
                .as("a query that read more than was thought is taken whole")
                .isFalse();
        assertThat(over.taken()).isEqualTo(510);
    }

    @Test
    void forgetsReservationsOfAnotherDay() throws Exception {
        await(ledger().reserve(tenant, 100, 60));
        await(ledger().settle(tenant, "1", -60));
        assertThat(await(ledger().reserve(tenant, 100, 0)).taken()).isEqualTo(60);
    }

    @Test
    void failsWhereRedisIsAway() {
        RedisAPI away = RedisAPI.api(Redis.createClient(vertx, "redis://127.0.0.1:1"));
        SampleLedger ledger = new SampleLedger(away, Duration.ofMillis(200));
        assertThatThrownBy(() -> await(ledger.reserve(tenant, 100, 1))).isNotNull();
    }
}
