package io.pharos.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.tsdb.testing.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.Response;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisWindowTest implements WindowContract {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration SPAN = Duration.ofMillis(100);

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
        return new RedisWindow(redis, PATIENCE, SPAN, System::nanoTime);
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

    @ParameterizedTest
    @ValueSource(ints = {20, 300})
    void neverGrantsMoreThanTheLimitInAnySecondOverTwoGatewaysAndFiftyClients(int limit) throws Exception {
        QuotaKey key = anyone();
        Greedy greedy = new Greedy(List.of(window(), new RedisWindow(connect(), PATIENCE, SPAN, System::nanoTime)));

        List<Long> granted = greedy.grantedTimes(redis, key, limit, Duration.ofSeconds(3));

        for (int i = limit; i < granted.size(); i++) {
            assertThat(granted.get(i) - granted.get(i - limit))
                    .as("microseconds between a grant and the one %d before it", limit)
                    .isGreaterThan(1_000_000L);
        }
        assertThat(granted.size()).as("granted in 3 s").isGreaterThanOrEqualTo((int) (3 * limit * 0.95));
    }

    @Test
    void countsAheadForWhoAsksOften() throws Exception {
        QuotaKey key = anyone();
        Window window = window();
        int used = 0;
        while (counted(key) <= used) {
            used += ask(window, new Quota(key, 1_000), 2);
            assertThat(used).as("requests that were all counted one by one").isLessThan(400);
        }
    }

    /** Else the next one would find an empty window while requests that were counted ahead are less than a second old. */
    @Test
    void keepsWhatWasCountedAheadForItsSecondWhateverComesAfter() throws Exception {
        QuotaKey key = anyone();
        Window window = window();
        int used = 0;
        while (counted(key) <= used) {
            used += ask(window, new Quota(key, 1_000), 2);
        }
        Window oneByOne = new RedisWindow(redis, PATIENCE, Duration.ZERO, System::nanoTime);
        await(oneByOne.take(List.of(new Quota(key, 1_000))));
        Response time = await(redis.time());
        long now = time.get(0).toLong() * 1_000_000 + time.get(1).toLong();
        long kept = now + 1_000 * await(redis.pttl(key.redisKey())).toLong();
        double newest = await(redis.zrange(List.of(key.redisKey(), "-1", "-1", "WITHSCORES")))
                .get(0)
                .get(1)
                .toDouble();
        assertThat(kept).isGreaterThan((long) newest + 1_000_000 - 2_000);
    }

    @Test
    void countsNothingAheadOnceHalfOfAQuotaIsUsed() throws Exception {
        QuotaKey key = anyone();
        ask(window(), new Quota(key, 401), 400);
        Quota nearlyUsed = new Quota(key, 800);
        Window window = window();
        int used = 400;
        for (int i = 0; i < 100; i++) {
            used += ask(window, nearlyUsed, 2);
            assertThat(counted(key)).isLessThanOrEqualTo(used);
        }
    }

    private static int ask(Window window, Quota quota, int times) throws Exception {
        List<Future<Verdict>> asked = IntStream.range(0, times)
                .mapToObj(i -> window.take(List.of(quota)))
                .toList();
        await(Future.all(asked));
        return times;
    }

    private static int counted(QuotaKey key) throws Exception {
        return await(redis.zcard(key.redisKey())).toInteger();
    }

    @Test
    void failsInTimeWhereRedisIsGoneOrSilent() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int port : List.of(1, silent.getLocalPort())) {
                Redis away = Redis.createClient(vertx, "redis://127.0.0.1:" + port);
                Window window = new RedisWindow(RedisAPI.api(away), Duration.ofMillis(200), SPAN, System::nanoTime);
                assertThatThrownBy(() -> await(window.take(List.of(new Quota(anyone(), 5)))))
                        .isInstanceOf(ExecutionException.class);
            }
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
