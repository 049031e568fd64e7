package io.pharos.mall.engine;

import io.pharos.sql.testing.TestPostgres;
import io.pharos.tsdb.testing.RedisServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL and a real Redis for the tests, on ports of their own. */
public class MallEngines implements QuarkusTestResourceLifecycleManager {
    private @Nullable TestPostgres postgres;
    private @Nullable RedisServer redis;

    @Override
    public Map<String, String> start() {
        TestPostgres database = TestPostgres.start("mall");
        postgres = database;
        RedisServer stock = RedisServer.start();
        redis = stock;
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("quarkus.redis.hosts", stock.url());
        return settings;
    }

    @Override
    public void stop() {
        if (redis != null) {
            redis.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }
}
