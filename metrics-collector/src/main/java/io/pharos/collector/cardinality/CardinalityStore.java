package io.pharos.collector.cardinality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.model.TenantId;
import io.pharos.tsdb.series.Cardinality;
import io.vertx.core.Future;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** What each collector counts of a tenant's series, in Redis: {@code pharos:cardinality:{tenant}}, a field a collector. */
@Singleton
class CardinalityStore {
    private static final Duration FRESH = Duration.ofMinutes(2);
    private static final String KEPT_SECONDS = "600";
    private static final long PATIENCE = 2;

    private final RedisAPI redis;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    CardinalityStore(RedisAPI redis, ObjectMapper json, Clock clock) {
        this.redis = redis;
        this.json = json;
        this.clock = clock;
    }

    /** What one collector told, and when. */
    record Told(Instant at, Cardinality counts) {}

    /** Throws where Redis is away. */
    void tell(TenantId tenant, String collector, Cardinality counts) throws JsonProcessingException {
        String text = json.writeValueAsString(new Told(clock.instant(), counts));
        await(redis.hset(List.of(key(tenant), collector, text))
                .compose(done -> redis.expire(List.of(key(tenant), KEPT_SECONDS))));
    }

    /** What all but one collector told lately; throws where Redis is away. */
    List<Cardinality> ofOthers(TenantId tenant, String collector) throws JsonProcessingException {
        Response told = await(redis.hgetall(key(tenant)));
        List<Cardinality> others = new ArrayList<>();
        for (String other : told.getKeys()) {
            Told one = json.readValue(told.get(other).toString(), Told.class);
            if (!other.equals(collector) && one.at().isAfter(clock.instant().minus(FRESH))) {
                others.add(one.counts());
            }
        }
        return others;
    }

    private static String key(TenantId tenant) {
        return "pharos:cardinality:{" + tenant.value() + "}";
    }

    private static Response await(Future<Response> answer) {
        try {
            return answer.timeout(PATIENCE, TimeUnit.SECONDS)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException("Redis does not answer", e);
        }
    }
}
