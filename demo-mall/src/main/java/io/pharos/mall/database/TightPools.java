package io.pharos.mall.database;

import io.pharos.model.TenantId;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The badly set connection pools: one connection a shop, held on to after each use, eight seconds of waiting at most. */
@ApplicationScoped
class TightPools {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);
    private static final double LONGEST_HOLD_MILLIS = 1_000;
    private static final String URL_SCHEME = "vertx-reactive:";

    private final Map<TenantId, Pool> pools = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final PgConnectOptions address;

    TightPools(
            Vertx vertx,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.vertx = vertx;
        String uri = url.startsWith(URL_SCHEME) ? url.substring(URL_SCHEME.length()) : url;
        this.address = PgConnectOptions.fromUri(uri).setUser(user).setPassword(password);
    }

    /** Waits for the shop's only connection, uses it, and keeps it for a while afterwards. */
    <T> T run(TenantId tenant, double level, Function<SqlConnection, T> work) {
        SqlConnection connection = pools.computeIfAbsent(tenant, _ -> open())
                .getConnection()
                .await()
                .atMost(LONGEST_WAIT);
        try {
            return work.apply(connection);
        } finally {
            vertx.setTimer(1 + (long) (level * LONGEST_HOLD_MILLIS), _ -> connection.closeAndForget());
        }
    }

    /** Forgets the shop's tight pool, where it has one. */
    void drop(TenantId tenant) {
        Pool pool = pools.isEmpty() ? null : pools.remove(tenant);
        if (pool != null) {
            pool.closeAndForget();
        }
    }

    @PreDestroy
    void close() {
        pools.values().forEach(Pool::closeAndForget);
    }

    private Pool open() {
        PoolOptions options = new PoolOptions().setMaxSize(1).setConnectionTimeout((int) LONGEST_WAIT.toSeconds());
        return Pool.newInstance(PgBuilder.pool()
                .with(options)
                .connectingTo(address)
                .using(vertx)
                .build());
    }
}
