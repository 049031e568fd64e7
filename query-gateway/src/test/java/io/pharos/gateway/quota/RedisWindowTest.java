package io.pharos.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.TenantId;
import io.pharos.tsdb.testing.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.Response;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisWindowTest implements WindowContract {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static RedisServer server;
    private static Vertx vertx;
    private static RedisAPI redis;

    @BeforeAll
    static void start() {
        server = RedisServer.start();
        vertx = Vertx.vertx();
        redis = connect();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        server.close();
    }

    private static RedisAPI connect() {
        return RedisAPI.api(Redis.createClient(vertx, server.url()));
    }

    @Override
    public Window window() {
        return new RedisWindow(redis, PATIENCE);
    }

    @Test
    void survivesARedisThatForgotItsScripts() throws Exception {
        Window window = window();
        QuotaKey key = anyone();
        assertThat(await(window.take(List.of(new Quota(key, 2))))).isInstanceOf(Verdict.Granted.class);
        await(redis.script(List.of("FLUSH")));
        assertThat(await(window.take(List.of(new Quota(key, 2))))).isInstanceOf(Verdict.Granted.class);
        assertThat(await(window.take(List.of(new Quota(key, 2))))).isInstanceOf(Verdict.Exhausted.class);
    }

    @Test
    void keepsNothingOfThoseWhoWentAway() throws Exception {
        QuotaKey key = anyone();
        await(window().take(List.of(new Quota(key, 2))));
        assertThat(await(redis.pttl(key.redisKey())).toLong()).isBetween(1L, 1_001L);
    }

    @Test
    void neverGrantsMoreThanTheLimitInAnySecondOverTwoGateways() throws Exception {
        int limit = 20;
        QuotaKey key = new QuotaKey.OfUser(new TenantId("acme"), "greedy");
        List<Window> gateways = List.of(new RedisWindow(redis, PATIENCE), new RedisWindow(connect(), PATIENCE));

        List<Long> granted = grantedTimes(gateways, key, limit, Duration.ofSeconds(4));

        for (int i = limit; i < granted.size(); i++) {
            assertThat(granted.get(i) - granted.get(i - limit))
                    .as("microseconds between a grant and the one %d before it", limit)
                    .isGreaterThan(1_000_000L);
        }
        assertThat(granted.size()).as("granted in 4 s").isGreaterThanOrEqualTo((int) (4 * limit * 0.95));
    }

    @Test
    void failsInTimeWhereRedisIsGoneOrSilent() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int port : List.of(1, silent.getLocalPort())) {
                Redis away = Redis.createClient(vertx, "redis://127.0.0.1:" + port);
                Window window = new RedisWindow(RedisAPI.api(away), Duration.ofMillis(200));
                assertThatThrownBy(() -> await(window.take(List.of(new Quota(anyone(), 5)))))
                        .isInstanceOf(ExecutionException.class);
            }
        }
    }

    /** Asks both gateways as fast as they answer; the times of grants are read from Redis's own set, by its clock. */
    private static List<Long> grantedTimes(List<Window> gateways, QuotaKey key, int limit, Duration length)
            throws Exception {
        Map<String, Long> times = new HashMap<>();
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() - end < 0) {
            List<Future<Verdict>> asked = gateways.stream()
                    .map(gateway -> gateway.take(List.of(new Quota(key, limit))))
                    .toList();
            await(Future.all(asked));
            Response counted = await(redis.zrange(List.of(key.redisKey(), "0", "-1", "WITHSCORES")));
            for (Response entry : counted) {
                times.put(entry.get(0).toString(), scoreOf(entry));
            }
        }
        return times.values().stream().sorted().toList();
    }

    private static long scoreOf(Response entry) {
        return (long) entry.get(1).toDouble().doubleValue();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
