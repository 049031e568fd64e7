package io.pharos.gateway.quota;

import io.vertx.core.Future;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The windows that all gateways share: a sorted set a key, all of a request judged and filled by one script on
 * Redis's own clock, so that neither the number of gateways nor their clocks matter. One round trip a request.
 */
final class RedisWindow implements Window {
    /**
     * KEYS: the sets. ARGV: a member not used before, window in microseconds, a limit for each set. Answers with
     * whether it is granted, the index of the set that decides, what is left in it, and the time until it has room.
     */
    private static final String TAKE = """
            local clock = redis.call('TIME')
            local now = clock[1] * 1000000 + clock[2]
            local window = tonumber(ARGV[2])
            local tightest, least, wait, granted = 1, math.huge, 0, 1
            for i, key in ipairs(KEYS) do
              redis.call('ZREMRANGEBYSCORE', key, '-inf', string.format('(%.0f', now - window))
              local first = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')
              local oldest = tonumber(first[2]) or now
              if oldest > now then -- the clock was set back: what was counted cannot be placed any more
                redis.call('DEL', key)
                oldest = now
              end
              local left = tonumber(ARGV[2 + i]) - redis.call('ZCARD', key)
              local room = oldest + window + 1 - now
              if left <= 0 then
                if granted == 1 or room > wait then tightest, least, wait = i, 0, room end
                granted = 0
              elseif granted == 1 and left < least then
                tightest, least, wait = i, left, room
              end
            end
            if granted == 0 then return {0, tightest, 0, wait} end
            for _, key in ipairs(KEYS) do
              redis.call('ZADD', key, string.format('%.0f', now), ARGV[1])
              redis.call('PEXPIRE', key, math.ceil(window / 1000) + 1)
            end
            return {1, tightest, least - 1, wait}
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
    public Future<Verdict> take(List<Quota> quotas) {
        List<String> arguments = arguments(quotas);
        return redis.evalsha(call(sha, arguments))
                .recover(failure -> loadThenTake(failure, arguments))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .map(answer -> verdict(quotas, answer));
    }

    private List<String> arguments(List<Quota> quotas) {
        List<String> arguments = new ArrayList<>(2 * quotas.size() + 3);
        arguments.add(Integer.toString(quotas.size()));
        quotas.forEach(quota -> arguments.add(quota.key().redisKey()));
        arguments.add(instance + ':' + requests.incrementAndGet());
        arguments.add(WINDOW_MICROS);
        quotas.forEach(quota -> arguments.add(Integer.toString(quota.perSecond())));
        return arguments;
    }

    private static List<String> call(String script, List<String> arguments) {
        List<String> call = new ArrayList<>(arguments.size() + 1);
        call.add(script);
        call.addAll(arguments);
        return call;
    }

    /** A Redis that was restarted or flushed has forgotten the script: send it whole once, which stores it again. */
    private Future<Response> loadThenTake(Throwable failure, List<String> arguments) {
        return String.valueOf(failure.getMessage()).startsWith("NOSCRIPT")
                ? redis.eval(call(TAKE, arguments))
                : Future.failedFuture(failure);
    }

    private static Verdict verdict(List<Quota> quotas, Response answer) {
        Quota quota = quotas.get(answer.get(1).toInteger() - 1);
        Duration wait = Duration.of(answer.get(3).toLong(), ChronoUnit.MICROS);
        return answer.get(0).toInteger() == 1
                ? new Verdict.Granted(quota, answer.get(2).toInteger(), wait)
                : new Verdict.Exhausted(quota, wait);
    }
}
