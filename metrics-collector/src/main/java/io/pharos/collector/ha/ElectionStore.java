package io.pharos.collector.ha;

import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.HaTracking;
import io.pharos.wire.series.Replicas.Replica;
import io.vertx.core.Future;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Elections in Redis, one hash a tenant ({@code pharos:ha:{tenant}:elections}): a field a cluster, who is elected and
 * when it was last heard by Redis's clock. One script decides, so that any number of collectors agree.
 */
@Singleton
final class ElectionStore {
    /** KEYS: the hash. ARGV: cluster, replica, time-out, most clusters, forget after; times in milliseconds. */
    private static final String HEAR = """
            local clock = redis.call('TIME')
            local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
            local function read(text)
              local heard, replica = string.match(text, '^(%d+) (.*)$')
              return tonumber(heard), replica
            end
            local function write(replica)
              redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f %s', now, replica))
              redis.call('PEXPIRE', KEYS[1], ARGV[5])
            end
            local known = redis.call('HGET', KEYS[1], ARGV[1])
            if known then
              local heard, replica = read(known)
              if replica == ARGV[2] or now - heard > tonumber(ARGV[3]) then
                write(ARGV[2])
                return {ARGV[2], 0}
              end
              return {replica, now - heard}
            end
            if redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[4]) then
              local all = redis.call('HGETALL', KEYS[1])
              for i = 1, #all, 2 do
                if now - read(all[i + 1]) > tonumber(ARGV[5]) then
                  redis.call('HDEL', KEYS[1], all[i])
                end
              end
              if redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[4]) then
                return {'', 0}
              end
            end
            write(ARGV[2])
            return {ARGV[2], 0}
            """;

    private final RedisAPI redis;
    private final HaConfig config;

    @Inject
    ElectionStore(RedisAPI redis, HaConfig config) {
        this.redis = redis;
        this.config = config;
    }

    /** Who is elected, and how many milliseconds ago it was heard. */
    record Heard(String replica, long agoMillis) {}

    /** Notes that a replica was heard, and tells who is elected; fails where Redis does not answer in time. */
    Future<Heard> hear(TenantId tenant, HaTracking tracking, Replica replica) {
        return redis.eval(List.of(
                        HEAR,
                        "1",
                        "pharos:ha:{" + tenant.value() + "}:elections",
                        replica.cluster(),
                        replica.name(),
                        Long.toString(config.failoverTimeout().toMillis()),
                        Integer.toString(tracking.haMaxClusters()),
                        Long.toString(config.forgetAfter().toMillis())))
                .timeout(config.redisTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .map(ElectionStore::heard);
    }

    private static Heard heard(Response answer) {
        return new Heard(answer.get(0).toString(), answer.get(1).toLong());
    }
}
