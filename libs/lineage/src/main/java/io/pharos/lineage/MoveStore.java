package io.pharos.lineage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.tenancy.json.PharosModule;
import io.vertx.redis.client.RedisAPI;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How moves stand, in Redis at {@code pharos:moves:{tenant}:environment}: what waits where, and the last comparison. */
@Singleton
public final class MoveStore {
    private static final String COMPARISON = "comparison";
    private static final String GAP = "gap|";
    private static final Duration KEPT = Duration.ofDays(7);

    private final RedisAPI redis;
    private final Duration timeout;
    private final ObjectMapper json = PharosModule.mapper();

    @Inject
    public MoveStore(RedisAPI redis, LineageConfig config) {
        this.redis = redis;
        this.timeout = config.timeout();
    }

    /** A process tells what waits with it. */
    public void tellGap(TenantId tenant, Environment environment, String process, MoveGap gap) {
        put(key(tenant, environment), GAP + process, gap);
    }

    public void tellComparison(TenantId tenant, Environment environment, MoveComparison comparison) {
        put(key(tenant, environment), COMPARISON, comparison);
    }

    /** The last comparison of a move to that engine. */
    public Optional<MoveComparison> comparison(TenantId tenant, Environment environment, String to) {
        String text = fields(tenant, environment).get(COMPARISON);
        return text == null
                ? Optional.empty()
                : Optional.of(read(text, MoveComparison.class))
                        .filter(known -> known.to().equals(to));
    }

    /** What waits, by process. */
    public Map<String, MoveGap> gaps(TenantId tenant, Environment environment, String to) {
        Map<String, MoveGap> gaps = new TreeMap<>();
        fields(tenant, environment).forEach((name, text) -> {
            if (name.startsWith(GAP)) {
                gaps.put(name.substring(GAP.length()), read(text, MoveGap.class));
            }
        });
        gaps.values().removeIf(gap -> !gap.to().equals(to));
        return gaps;
    }

    private Map<String, String> fields(TenantId tenant, Environment environment) {
        return Answers.hash(Answers.of(redis.hgetall(key(tenant, environment)), timeout));
    }

    private void put(String key, String field, Object value) {
        Answers.of(redis.hset(List.of(key, field, write(value))), timeout);
        Answers.of(redis.expire(List.of(key, Long.toString(KEPT.toSeconds()))), timeout);
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be told as JSON: " + value.getClass(), e);
        }
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what Redis holds is no " + type.getSimpleName(), e);
        }
    }

    private static String key(TenantId tenant, Environment environment) {
        return "pharos:moves:{" + tenant.value() + "}:" + environment.value();
    }
}
