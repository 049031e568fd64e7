package io.pharos.collector.metering;

import io.pharos.model.TenantId;
import io.pharos.tsdb.series.DistinctCount;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * What the collectors have counted of a tenant's active series in an hour, in Redis ({@code
 * pharos:series:{tenant}:hour}, a field a collector), until one of them claims the hour and adds it up.
 */
@Singleton
class SeriesHours {
    private static final String KEPT_SECONDS =
            Long.toString(Duration.ofHours(12).toSeconds());
    private static final long PATIENCE = 5;

    private final Redis redis;
    private final RedisAPI api;

    @Inject
    SeriesHours(Redis redis, RedisAPI api) {
        this.redis = redis;
        this.api = api;
    }

    /** Tells what one collector has counted so far; throws where Redis is away. */
    void tell(TenantId tenant, long hour, String collector, byte[] counted) {
        Request put =
                Request.cmd(Command.HSET).arg(key(tenant, hour)).arg(collector).arg(Buffer.buffer(counted));
        await(redis.send(put).compose(done -> api.expire(List.of(key(tenant, hour), KEPT_SECONDS))));
    }

    /** The sum over all collectors, to the first who asks for that hour, and to nobody else ever. */
    OptionalLong claim(TenantId tenant, long hour) {
        Response counts = await(api.hgetall(key(tenant, hour)));
        if (counts.size() == 0) {
            return OptionalLong.empty();
        }
        DistinctCount all = new DistinctCount();
        for (String collector : counts.getKeys()) {
            all.merge(DistinctCount.read(counts.get(collector).toBytes()));
        }
        Response claimed = await(api.set(List.of(key(tenant, hour) + ":claimed", "1", "NX", "EX", KEPT_SECONDS)));
        return claimed == null ? OptionalLong.empty() : OptionalLong.of(all.atLeast());
    }

    private static String key(TenantId tenant, long hour) {
        return "pharos:series:{" + tenant.value() + "}:" + hour;
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
