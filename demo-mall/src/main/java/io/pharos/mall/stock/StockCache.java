package io.pharos.mall.stock;

import io.pharos.mall.shop.Sku;
import io.pharos.model.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The stock as Redis counts it, at {@code mall:<tenant>:stock:<sku>}; commands go out together, within two seconds. */
@ApplicationScoped
public class StockCache {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Redis redis;

    StockCache(Redis redis) {
        this.redis = redis;
    }

    /** A change of one SKU's count; one that is broken is sent as a command that Redis refuses. */
    public record Change(Sku sku, long pieces, boolean broken) {
        static Change of(Sku sku, long pieces) {
            return new Change(sku, pieces, false);
        }
    }

    /** What is left after each decrement, in order; empty where Redis refused it. */
    public List<OptionalLong> take(TenantId tenant, List<Change> changes) {
        return send(Command.DECRBY, tenant, changes);
    }

    /** Adds pieces, and tells what is there then. */
    public List<OptionalLong> add(TenantId tenant, List<Change> changes) {
        return send(Command.INCRBY, tenant, changes);
    }

    /** Sets the counts, whatever they were. */
    public void set(TenantId tenant, Map<String, Long> counts) {
        Request request = Request.cmd(Command.MSET);
        counts.forEach((sku, count) -> request.arg(key(tenant, sku)).arg(count));
        redis.send(request).await().atMost(LIMIT);
    }

    /** Asks for SKUs that do not exist; true where every answer is a miss. */
    public boolean missesAll(TenantId tenant, List<String> skuIds) {
        Request request = Request.cmd(Command.MGET);
        skuIds.forEach(id -> request.arg(key(tenant, id)));
        Response answer = redis.send(request).await().atMost(LIMIT);
        for (int i = 0; i < answer.size(); i++) {
            if (answer.get(i) != null) {
                return false;
            }
        }
        return true;
    }

    /** Sends all without waiting in between; each has an answer of its own, a batch would fail as a whole. */
    private List<OptionalLong> send(Command command, TenantId tenant, List<Change> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        RedisConnection connection = redis.connect().await().atMost(LIMIT);
        try {
            List<Uni<OptionalLong>> answers = changes.stream()
                    .map(change -> connection.send(request(command, tenant, change)))
                    .map(StockCache::count)
                    .toList();
            return Uni.join().all(answers).andFailFast().await().atMost(LIMIT);
        } finally {
            connection.closeAndForget();
        }
    }

    private static Request request(Command command, TenantId tenant, Change change) {
        String amount = change.broken() ? "many" : Long.toString(change.pieces());
        return Request.cmd(command).arg(key(tenant, change.sku().id())).arg(amount);
    }

    private static Uni<OptionalLong> count(Uni<Response> answer) {
        return answer.map(response -> OptionalLong.of(response.toLong()))
                .onFailure(ErrorType.class)
                .recoverWithItem(OptionalLong.empty());
    }

    private static String key(TenantId tenant, String sku) {
        return "mall:" + tenant + ":stock:" + sku;
    }
}
