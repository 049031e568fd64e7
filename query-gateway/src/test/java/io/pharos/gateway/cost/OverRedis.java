package io.pharos.gateway.cost;

import io.pharos.model.TenantId;
import io.pharos.tsdb.testing.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests over a real Redis, each with a tenant of its own. */
abstract class OverRedis {
    private static RedisServer server;
    private static Vertx vertx;
    static RedisAPI redis;

    final TenantId tenant = new TenantId("t" + UUID.randomUUID().toString().substring(0, 8));

    @BeforeAll
    static void start() {
        server = RedisServer.start();
        vertx = Vertx.vertx();
        redis = RedisAPI.api(Redis.createClient(vertx, server.url()));
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        server.close();
    }

    /** A Redis that nobody answers for. */
    static RedisAPI away() {
        return RedisAPI.api(Redis.createClient(vertx, "redis://127.0.0.1:1"));
    }

    static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
