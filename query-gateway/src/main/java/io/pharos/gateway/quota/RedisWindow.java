package io.pharos.gateway.quota;

import io.vertx.core.Future;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

    private final RedisScript script;
    private final String instance = UUID.randomUUID().toString();
    private final AtomicLong requests = new AtomicLong();

    RedisWindow(RedisAPI redis, Duration timeout) {
        this.script = new RedisScript(redis, timeout, TAKE);
    }

    @Override
    public Future<Verdict> take(List<Quota> quotas) {
        List<String> keys = quotas.stream().map(quota -> quota.key().redisKey()).toList();
        List<String> arguments = new ArrayList<>(quotas.size() + 2);
        arguments.add(instance + ':' + requests.incrementAndGet());
        arguments.add(WINDOW_MICROS);
        quotas.forEach(quota -> arguments.add(Integer.toString(quota.perSecond())));
        return script.run(keys, arguments).map(answer -> verdict(quotas, answer));
    }

    private static Verdict verdict(List<Quota> quotas, Response answer) {
        Quota quota = quotas.get(answer.get(1).toInteger() - 1);
        Duration wait = Duration.of(answer.get(3).toLong(), ChronoUnit.MICROS);
        return answer.get(0).toInteger() == 1
                ? new Verdict.Granted(quota, answer.get(2).toInteger(), wait)
                : new Verdict.Exhausted(quota, wait);
    }
}
