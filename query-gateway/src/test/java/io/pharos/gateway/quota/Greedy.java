package io.pharos.gateway.quota;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Fifty clients who ask several gateways as fast as they answer; the times of grants are Redis's own. */
record Greedy(List<Window> gateways) {
    private static final int CLIENTS = 50;

    /** The times by Redis's clock, in order, at which requests were granted. */
    List<Long> grantedTimes(RedisAPI redis, QuotaKey key, int limit, Duration length) throws Exception {
        Map<String, Long> times = new ConcurrentHashMap<>();
        long end = System.nanoTime() + length.toNanos();
        List<Future<Void>> clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> client(gateways.get(client % gateways.size()), new Quota(key, limit), end))
                .toList();
        while (System.nanoTime() - end < 0) {
            for (Response entry : await(redis.zrange(List.of(key.redisKey(), "0", "-1", "WITHSCORES")))) {
                times.put(
                        entry.get(0).toString(), (long) entry.get(1).toDouble().doubleValue());
            }
        }
        await(Future.all(clients));
        return times.values().stream().sorted().toList();
    }

    private static Future<Void> client(Window gateway, Quota quota, long end) {
        Promise<Void> over = Promise.promise();
        ask(gateway, quota, end, over);
        return over.future();
    }

    /** The next request once the last was answered. */
    private static void ask(Window gateway, Quota quota, long end, Promise<Void> over) {
        if (System.nanoTime() - end >= 0) {
            over.complete();
            return;
        }
        gateway.take(List.of(quota))
                .onSuccess(verdict -> ask(gateway, quota, end, over))
                .onFailure(over::fail);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
