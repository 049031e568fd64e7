package io.pharos.gateway.cache;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.tsdb.late.LateLog;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Kept results in Redis, beside the log of late samples by which they are judged. */
final class RangeStore {
    /**
     * Both at one moment, with that moment by Redis's clock; a log is born where there is none, so that one that Redis
     * lost is told from one that says nothing. KEYS: log, result. ARGV: a birth, seconds to keep the log.
     */
    private static final String LOOK = """
            local clock = redis.call('TIME')
            local log = redis.call('GET', KEYS[1])
            if log then
              redis.call('EXPIRE', KEYS[1], ARGV[2])
            else
              log = ARGV[1]
              redis.call('SET', KEYS[1], log, 'EX', ARGV[2])
            end
            return {clock[1] * 1000 + math.floor(clock[2] / 1000), log, redis.call('GET', KEYS[2])}
            """;

    private static final String SCAN_PAGE = "1000";

    private final Redis redis;
    private final Duration timeout;
    private final Duration ttl;

    RangeStore(Redis redis, Duration timeout, Duration ttl) {
        this.redis = redis;
        this.timeout = timeout;
        this.ttl = ttl;
    }

    /** What Redis holds of a query; {@code packed} is null where it holds nothing. */
    @SuppressWarnings("ArrayRecordComponent") // Read once by whoever asked.
    record Found(long now, LateLog log, byte @Nullable [] packed) {}

    Future<Found> look(RangeKey key) {
        Request request = Request.cmd(Command.EVAL)
                .arg(LOOK)
                .arg(2)
                .arg(key.logKey())
                .arg(key.redisKey())
                .arg(UUID.randomUUID().toString())
                .arg(LateLog.KEPT.toSeconds());
        return redis.send(request)
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .map(RangeStore::found);
    }

    private static Found found(Response answer) {
        Response result = answer.get(2);
        return new Found(
                answer.get(0).toLong(),
                LateLog.parse(answer.get(1).toString()),
                result == null ? null : result.toBytes());
    }

    Future<Void> keep(RangeKey key, byte[] packed) {
        Request request = Request.cmd(Command.SET)
                .arg(key.redisKey())
                .arg(Buffer.buffer(packed))
                .arg("PX")
                .arg(ttl.toMillis());
        return redis.send(request)
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .mapEmpty();
    }

    /** Forgets all results of a tenant; what is on its way into the cache is void, too. Returns how many there were. */
    Future<Long> purge(TenantId tenant, Collection<Environment> environments) {
        Request logs = Request.cmd(Command.DEL);
        environments.forEach(environment -> logs.arg(LateLog.key(tenant, environment)));
        return (environments.isEmpty() ? Future.succeededFuture() : redis.send(logs))
                .compose(done -> purge(RangeKey.prefix(tenant) + '*', "0", 0));
    }

    private Future<Long> purge(String pattern, String cursor, long sum) {
        Request scan = Request.cmd(Command.SCAN)
                .arg(cursor)
                .arg("MATCH")
                .arg(pattern)
                .arg("COUNT")
                .arg(SCAN_PAGE);
        return redis.send(scan)
                .compose(page -> unlink(page.get(1)).compose(removed -> {
                    String next = page.get(0).toString();
                    return next.equals("0")
                            ? Future.succeededFuture(sum + removed)
                            : purge(pattern, next, sum + removed);
                }));
    }

    private Future<Long> unlink(Response keys) {
        if (keys.size() == 0) {
            return Future.succeededFuture(0L);
        }
        Request unlink = Request.cmd(Command.UNLINK);
        keys.forEach(key -> unlink.arg(key.toBuffer()));
        return redis.send(unlink).map(Response::toLong);
    }
}
