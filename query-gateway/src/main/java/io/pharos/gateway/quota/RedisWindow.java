package io.pharos.gateway.quota;

import io.vertx.core.Future;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The window that all gateways share: a sorted set a user, judged and filled by one script on Redis's own clock, so
 * that neither the number of gateways nor their clocks matter. One round trip a request.
 */
final class RedisWindow implements Window {
    /** KEYS: the set. ARGV: limit, window in microseconds, a member not used before. */
    private static final String TAKE = """
            local clock = redis.call('TIME')
            local now = clock[1] * 1000000 + clock[2]
            local limit, window = tonumber(ARGV[1]), tonumber(ARGV[2])
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('(%.0f', now - window))
            local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
            local oldest = tonumber(first[2]) or now
            if oldest > now then -- the clock was set back: what was counted cannot be placed any more
              redis.call('DEL', KEYS[1])
              oldest = now
            end
            local used = redis.call('ZCARD', KEYS[1])
            local granted = 0
            if used < limit then
              redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[3])
              redis.call('PEXPIRE', KEYS[1], math.ceil(window / 1000) + 1)
              granted = 1
              used = used + 1
            end
            return {granted, limit - used, oldest + window + 1 - now}
            """;

    private static final String WINDOW_MICROS = "1000000";

    private final RedisAPI redis;
    private final Duration timeout;
    private final String sha = Sha1.hex(TAKE);
    private final String instance = UUID.randomUUID().toString();
    private final AtomicLong requests = new AtomicLong();

    RedisWindow(RedisAPI redis, Duration timeout) {
        this.redis = redis;
        this.timeout = timeout;
    }

    @Override
    public Future<Verdict> take(QuotaKey key, int limit) {
        String member = instance + ':' + requests.incrementAndGet();
        List<String> call = List.of(sha, "1", key.redisKey(), Integer.toString(limit), WINDOW_MICROS, member);
        return redis.evalsha(call)
                .recover(failure -> loadThenTake(failure, call))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .map(answer -> verdict(limit, answer));
    }

    /** A Redis that was restarted or flushed has forgotten the script: send it whole once, which stores it again. */
    private Future<Response> loadThenTake(Throwable failure, List<String> call) {
        if (String.valueOf(failure.getMessage()).startsWith("NOSCRIPT")) {
            return redis.eval(List.of(TAKE, call.get(1), call.get(2), call.get(3), call.get(4), call.get(5)));
        }
        return Future.failedFuture(failure);
    }

    private static Verdict verdict(int limit, Response answer) {
        Duration wait = Duration.of(answer.get(2).toLong(), ChronoUnit.MICROS);
        boolean granted = answer.get(0).toInteger() == 1;
        int remaining = Math.max(0, answer.get(1).toInteger());
        return granted ? new Verdict.Granted(limit, remaining, wait) : new Verdict.Exhausted(limit, wait);
    }
}
