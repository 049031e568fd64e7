package io.pharos.gateway.quota;

import io.vertx.redis.client.RedisAPI;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the quota from its configuration. */
@Singleton
final class QuotaBeans {
    @Produces
    @Singleton
    QuotaGuard quotas(RedisAPI redis, QuotaConfig config) {
        Window shared = new RedisWindow(redis, config.timeout(), config.ahead(), System::nanoTime);
        return new QuotaGuard(shared, new LocalWindow(System::nanoTime), config, System::nanoTime);
    }
}
