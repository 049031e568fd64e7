package io.pharos.gateway.cost;

import io.pharos.gateway.quota.RedisScript;
import io.pharos.model.TenantId;
import io.vertx.core.Future;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;

/**
 * How many samples each tenant has taken today, in Redis and by Redis's clock, so that it holds over all gateways. A
 * day is UTC's. Futures fail where nobody can count.
 */
final class SampleLedger {
    /** KEYS: the hash. ARGV: limit, samples. Answers with whether they are granted, all taken today, the day's rest. */
    private static final String RESERVE = """
            local clock = redis.call('TIME')
            local day = math.floor(clock[1] / 86400)
            local rest = (day + 1) * 86400 - clock[1]
            if redis.call('HGET', KEYS[1], 'day') ~= tostring(day) then
              redis.call('DEL', KEYS[1])
              redis.call('HSET', KEYS[1], 'day', tostring(day), 'taken', '0')
              redis.call('EXPIRE', KEYS[1], rest + 3600)
            end
            local taken = tonumber(redis.call('HGET', KEYS[1], 'taken'))
            if taken + ARGV[2] > tonumber(ARGV[1]) then return {0, taken, rest, day} end
            return {1, redis.call('HINCRBY', KEYS[1], 'taken', ARGV[2]), rest, day}
            """;

    /** KEYS: the hash. ARGV: the day of the reservation, the difference. What was taken yesterday is settled. */
    private static final String SETTLE = """
            if redis.call('HGET', KEYS[1], 'day') ~= ARGV[1] then return 0 end
            local taken = redis.call('HINCRBY', KEYS[1], 'taken', ARGV[2])
            if taken < 0 then redis.call('HSET', KEYS[1], 'taken', '0') end
            return 1
            """;

    /** Beyond this, Lua's numbers skip some: no budget is as large. */
    private static final long MOST = 1L << 52;

    private final RedisScript reserve;
    private final RedisScript settle;

    SampleLedger(RedisAPI redis, Duration timeout) {
        this.reserve = new RedisScript(redis, timeout, RESERVE);
        this.settle = new RedisScript(redis, timeout, SETTLE);
    }

    /** What became of a reservation; {@code taken} is all of the day's so far. */
    record Entry(boolean granted, long taken, Duration rest, String day) {}

    Future<Entry> reserve(TenantId tenant, long limit, long samples) {
        List<String> arguments = List.of(Long.toString(Math.min(limit, MOST)), Long.toString(Math.min(samples, MOST)));
        return reserve.run(List.of(key(tenant)), arguments).map(SampleLedger::entry);
    }

    Future<Response> settle(TenantId tenant, String day, long difference) {
        long bounded = Math.clamp(difference, -MOST, MOST);
        return settle.run(List.of(key(tenant)), List.of(day, Long.toString(bounded)));
    }

    private static Entry entry(Response answer) {
        return new Entry(
                answer.get(0).toInteger() == 1,
                answer.get(1).toLong(),
                Duration.ofSeconds(answer.get(2).toLong()),
                answer.get(3).toString());
    }

    private static String key(TenantId tenant) {
        return "pharos:quota:{" + tenant.value() + "}:samples";
    }
}
