package io.pharos.tsdb.late;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.tsdb.late.LateLog.Mark;
import io.pharos.tsdb.testing.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The script on a real Redis. */
class RedisLateJournalTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final String KEY = LateLog.key(ACME, Environment.PROD);
    private static final Vertx VERTX = Vertx.vertx();

    private static RedisServer server;
    private static RedisAPI redis;

    @BeforeAll
    static void start() {
        server = RedisServer.start();
        redis = RedisAPI.api(Redis.createClient(VERTX, server.url()));
    }

    @AfterAll
    static void stop() {
        redis.close();
        await(VERTX.close());
        server.close();
    }

    @Test
    void whatComesWithinTenSecondsIsOneMarkThatReachesFarthest() {
        await(redis.set(List.of(KEY, "b")));
        mark(300);
        mark(100);
        mark(200);

        assertThat(log().birth()).isEqualTo("b");
        assertThat(log().marks()).extracting(Mark::oldest).containsExactly(100L);
    }

    @Test
    void aMarkThatALaterOneReachesBehindIsForgotten() {
        await(redis.set(List.of(KEY, "b 1000:50 2000:500 3000:700")));
        mark(500);

        assertThat(log().marks()).extracting(Mark::oldest).containsExactly(50L, 500L);
    }

    @Test
    void aNewLogIsBornWithAnotherName() {
        await(redis.del(List.of(KEY)));
        mark(1);
        String first = log().birth();
        await(redis.del(List.of(KEY)));
        mark(1);

        assertThat(log().birth()).isNotEqualTo(first);
        assertThat(await(redis.ttl(KEY)).toLong()).isPositive();
    }

    @Test
    void manyMarksAreThinnedAndNeverReachLessFar() {
        Random random = new Random(4);
        List<Mark> all = LongStream.rangeClosed(1, 300)
                .mapToObj(i -> new Mark(i * 60_000, i * 1000 + random.nextInt(900)))
                .toList();
        String text = String.join(
                " ", all.stream().map(mark -> mark.time() + ":" + mark.oldest()).toList());
        await(redis.set(List.of(KEY, "b " + text)));
        mark(10_000_000);

        assertThat(log().marks()).hasSize(64);
        for (long since = 0; since < 300 * 60_000; since += 7_777) {
            long exact = LateLog.parse("b " + text).oldestSince(since).orElse(10_000_000);
            assertThat(log().oldestSince(since).orElseThrow()).isLessThanOrEqualTo(exact);
        }
    }

    private void mark(long oldest) {
        await(new RedisLateJournal(redis, Duration.ofSeconds(5)).mark(ACME, Environment.PROD, oldest));
    }

    private static LateLog log() {
        return LateLog.parse(await(redis.get(KEY)).toString());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
