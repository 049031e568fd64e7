package io.pharos.lineage;

import io.pharos.model.TenantId;
import io.vertx.redis.client.RedisAPI;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Each tenant's hops in Redis, at {@code pharos:lineage:{tenant}}: for a hop three fields, its bytes, its requests and
 * when it was last seen in milliseconds since 1970.
 */
@Singleton
public final class LineageStore {
    private static final String BYTES = "bytes|";
    private static final String REQUESTS = "requests|";
    private static final String SEEN = "seen|";
    private static final Duration KEPT = Duration.ofDays(30);

    /** KEYS: the hash. ARGV: the hop, bytes, requests, last seen, seconds to keep. Late news never turns time back. */
    private static final String ADD = """
            redis.call('HINCRBY', KEYS[1], 'bytes|' .. ARGV[1], ARGV[2])
            redis.call('HINCRBY', KEYS[1], 'requests|' .. ARGV[1], ARGV[3])
            local seen = tonumber(redis.call('HGET', KEYS[1], 'seen|' .. ARGV[1]) or '0')
            if tonumber(ARGV[4]) > seen then
              redis.call('HSET', KEYS[1], 'seen|' .. ARGV[1], ARGV[4])
            end
            redis.call('EXPIRE', KEYS[1], ARGV[5])
            return 1
            """;

    private final RedisAPI redis;
    private final Duration timeout;

    @Inject
    public LineageStore(RedisAPI redis, LineageConfig config) {
        this.redis = redis;
        this.timeout = config.timeout();
    }

    /** Adds to a hop. */
    void add(TenantId tenant, Flow flow) {
        Answers.of(
                redis.eval(List.of(
                        ADD,
                        "1",
                        key(tenant),
                        flow.hop().field(),
                        Long.toString(flow.bytes()),
                        Long.toString(flow.requests()),
                        Long.toString(flow.lastSeen().toEpochMilli()),
                        Long.toString(KEPT.toSeconds()))),
                timeout);
    }

    /** All hops of a tenant that were seen since then, in no order. */
    public List<Flow> flows(TenantId tenant, Instant since) {
        Map<String, String> fields = Answers.hash(Answers.of(redis.hgetall(key(tenant)), timeout));
        return fields.keySet().stream()
                .filter(field -> field.startsWith(SEEN))
                .map(field -> flow(fields, field.substring(SEEN.length())))
                .filter(flow -> !flow.lastSeen().isBefore(since))
                .toList();
    }

    private static Flow flow(Map<String, String> fields, String hop) {
        return new Flow(
                Hop.parse(hop),
                Long.parseLong(fields.getOrDefault(BYTES + hop, "0")),
                Long.parseLong(fields.getOrDefault(REQUESTS + hop, "0")),
                Instant.ofEpochMilli(Long.parseLong(fields.getOrDefault(SEEN + hop, "0"))));
    }

    private static String key(TenantId tenant) {
        return "pharos:lineage:{" + tenant.value() + "}";
    }
}
