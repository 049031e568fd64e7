package io.pharos.gateway.lease;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The values of leased caches in Redis. What a tenant's values take is counted with each write, by one script on
 * Redis's clock; what has expired is taken off first. Blocks its thread; fails with UNAVAILABLE where Redis is away.
 */
@Singleton
final class LeaseStore {
    /** What Redis needs for a key beside its name and value, about. */
    static final int OVERHEAD = 128;

    private static final Duration SOON = Duration.ofSeconds(1);

    /** Takes what has expired off the count. Names and sizes stand in one hash, names and ends in one sorted set. */
    private static final String SWEEP = """
            local clock = redis.call('TIME')
            local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
            local ends, sizes, used = KEYS[1], KEYS[2], KEYS[3]
            local function forget(name)
              local size = redis.call('HGET', sizes, name)
              if size then
                redis.call('DECRBY', used, size)
                redis.call('HDEL', sizes, name)
              end
              redis.call('ZREM', ends, name)
            end
            for _, name in ipairs(redis.call('ZRANGEBYSCORE', ends, '-inf', now, 'LIMIT', 0, 1000)) do
              forget(name)
            end
            """;

    /** KEYS: ends, sizes, used, value. ARGV: name, size, lease, ms to keep, value. Answers 1, or 0 where it is full. */
    private static final String PUT = SWEEP + """
            local before = tonumber(redis.call('HGET', sizes, ARGV[1]) or 0)
            local total = tonumber(redis.call('GET', used) or 0) - before + tonumber(ARGV[2])
            if total > tonumber(ARGV[3]) then return 0 end
            redis.call('SET', KEYS[4], ARGV[5], 'PX', ARGV[4])
            redis.call('HSET', sizes, ARGV[1], ARGV[2])
            redis.call('ZADD', ends, string.format('%.0f', now + tonumber(ARGV[4])), ARGV[1])
            redis.call('SET', used, string.format('%.0f', total))
            return 1
            """;

    /** KEYS: ends, sizes, used, value. ARGV: name. */
    private static final String DELETE = SWEEP + """
            forget(ARGV[1])
            return redis.call('DEL', KEYS[4])
            """;

    private final Redis redis;
    private final Duration timeout;

    @Inject
    LeaseStore(Redis redis, LeaseConfig config) {
        this.redis = redis;
        this.timeout = config.timeout();
    }

    Optional<byte[]> get(LeasedKey key) {
        return Optional.ofNullable(await(Request.cmd(Command.GET).arg(value(key))))
                .map(Response::toBytes);
    }

    /** Whether there was room for it within so many bytes. */
    boolean put(LeasedKey key, byte[] value, Duration ttl, long lease) {
        Request request = script(PUT, key)
                .arg(size(key, value.length))
                .arg(lease)
                .arg(ttl.toMillis())
                .arg(Buffer.buffer(value));
        Response answer = await(request);
        return answer != null && answer.toInteger() == 1;
    }

    void delete(LeasedKey key) {
        await(script(DELETE, key));
    }

    static long size(LeasedKey key, int valueBytes) {
        return OVERHEAD + 2L * key.name().length() + valueBytes;
    }

    private static Request script(String text, LeasedKey key) {
        String prefix = LeasedKey.prefix(key.tenant());
        return Request.cmd(Command.EVAL)
                .arg(text)
                .arg(4)
                .arg(prefix + "ends")
                .arg(prefix + "sizes")
                .arg(prefix + "used")
                .arg(value(key))
                .arg(key.name());
    }

    private static String value(LeasedKey key) {
        return LeasedKey.prefix(key.tenant()) + "value:" + key.name();
    }

    private @Nullable Response await(Request request) {
        Future<@Nullable Response> answer = redis.send(request);
        try {
            return answer.toCompletionStage().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away(e);
        } catch (ExecutionException | TimeoutException e) {
            throw away(e);
        }
    }

    private static Problem away(Exception cause) {
        return Problem.of(
                        Kind.UNAVAILABLE,
                        "lease.unavailable",
                        "The cache cannot be reached now; try again later.",
                        cause)
                .retryAfter(SOON);
    }
}
