package io.pharos.lineage;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for Redis on a virtual thread. */
final class Answers {
    private Answers() {}

    static <T> T of(Future<T> asked, Duration timeout) {
        try {
            return asked.toCompletionStage().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new RedisAway(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new RedisAway(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisAway(e);
        }
    }

    /** A hash as Redis answers it: a map, or names and values one after the other. */
    static Map<String, String> hash(Response response) {
        Map<String, String> fields = new HashMap<>();
        response.getKeys().forEach(name -> fields.put(name, response.get(name).toString()));
        return fields;
    }
}
