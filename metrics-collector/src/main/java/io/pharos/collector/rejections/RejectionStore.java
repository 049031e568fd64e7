package io.pharos.collector.rejections;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.model.TenantId;
import io.vertx.core.Future;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The last rejections of each tenant at any collector: a list in Redis, the latest first, kept for two days. */
@Singleton
class RejectionStore {
    private static final long PATIENCE = 2;
    private static final String KEPT_SECONDS = Long.toString(Duration.ofDays(2).toSeconds());

    private final RedisAPI redis;
    private final ObjectMapper json;

    @Inject
    RejectionStore(RedisAPI redis, ObjectMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /** Adds these, the latest first; throws where Redis is away. */
    void add(TenantId tenant, List<RejectedSeries> latestFirst) throws JsonProcessingException {
        List<String> push = new ArrayList<>(List.of(key(tenant)));
        for (RejectedSeries one : latestFirst.reversed()) {
            push.add(json.writeValueAsString(one));
        }
        await(redis.lpush(push)
                .compose(done -> redis.ltrim(key(tenant), "0", Integer.toString(RejectionLog.KEPT - 1)))
                .compose(done -> redis.expire(List.of(key(tenant), KEPT_SECONDS))));
    }

    /** A tenant's, the latest first; throws where Redis is away. */
    List<RejectedSeries> ofTenant(TenantId tenant) throws JsonProcessingException {
        List<RejectedSeries> found = new ArrayList<>();
        for (Response one : await(redis.lrange(key(tenant), "0", Integer.toString(RejectionLog.KEPT - 1)))) {
            found.add(json.readValue(one.toString(), RejectedSeries.class));
        }
        return found;
    }

    private static String key(TenantId tenant) {
        return "pharos:rejections:{" + tenant.value() + "}";
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
