package io.pharos.gateway.cost;

import io.pharos.gateway.quota.RedisScript;
import io.pharos.model.TenantId;
import io.vertx.core.Future;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;

/**
 * How long each tenant's questions kept their engines busy lately, in Redis and by Redis's clock: a level that each
 * question raises by its time, and that sinks by what the tenant may use. Futures fail where nobody can count.
 */
final class SecondsLedger {
    /** ARGV: milliseconds a minute. */
    private static final String LEVEL = """
            local clock = redis.call('TIME')
            local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
            local limit = tonumber(ARGV[1])
            local known = redis.call('HMGET', KEYS[1], 'level', 'at')
            local level = tonumber(known[1] or 0) - math.max(0, now - tonumber(known[2] or now)) * limit / 60000
            level = math.max(0, level)
            """;

    /** Answers with the milliseconds until the tenant may ask again. */
    private static final String WAIT = LEVEL + """
            if level < limit then return 0 end
            return math.ceil((level - limit) * 60000 / limit) + 1
            """;

    /** ARGV: the same, and milliseconds that a question took. */
    private static final String SPEND = LEVEL + """
            level = level + ARGV[2]
            redis.call('HSET', KEYS[1], 'level', string.format('%.3f', level), 'at', string.format('%.0f', now))
            redis.call('PEXPIRE', KEYS[1], math.ceil(level * 60000 / limit) + 1)
            return 1
            """;

    private final RedisScript ask;
    private final RedisScript spend;

    SecondsLedger(RedisAPI redis, Duration timeout) {
        this.ask = new RedisScript(redis, timeout, WAIT);
        this.spend = new RedisScript(redis, timeout, SPEND);
    }

    /** How long the tenant has to wait, zero where it need not; {@code aMinute} is what it may use. */
    Future<Duration> pause(TenantId tenant, Duration aMinute) {
        return ask.run(List.of(key(tenant)), List.of(Long.toString(aMinute.toMillis())))
                .map(answer -> Duration.ofMillis(answer.toLong()));
    }

    Future<Response> spend(TenantId tenant, Duration aMinute, Duration took) {
        return spend.run(
                List.of(key(tenant)), List.of(Long.toString(aMinute.toMillis()), Long.toString(took.toMillis())));
    }

    private static String key(TenantId tenant) {
        return "pharos:quota:{" + tenant.value() + "}:seconds";
    }
}
