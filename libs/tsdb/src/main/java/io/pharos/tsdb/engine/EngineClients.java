package io.pharos.tsdb.engine;

import io.pharos.tenancy.directory.Engine;
import io.pharos.tenancy.secret.Secrets;
import io.pharos.tsdb.engine.BreakerState.BreakerPolicy;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One client for each use of each engine of the directory, so that a dead or slow engine costs only the tenants who
 * live in it. An engine whose record changed gets a new client; requests on the old one may end.
 */
@Singleton
public final class EngineClients {
    private static final Logger LOG = Logger.getLogger(EngineClients.class);
    private static final Duration UNTIL_CORRECTED = Duration.ofSeconds(30);
    private static final long FAREWELL_MILLIS = 120_000;
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final Vertx vertx;
    private final Secrets secrets;
    private final EngineConfig config;
    private final Map<Key, Known> clients = new ConcurrentHashMap<>();

    @Inject
    public EngineClients(Vertx vertx, Secrets secrets, EngineConfig config) {
        this.vertx = vertx;
        this.secrets = secrets;
        this.config = config;
    }

    private record Key(String engineId, EngineUse use) {}

    private record Known(Engine engine, EngineConnection connection, EngineClient client) {}

    /** The engine's client for that use; a problem UNAVAILABLE where a secret that it needs cannot be read. */
    public EngineClient client(Engine engine, EngineUse use) {
        Key key = new Key(engine.id(), use);
        Known known = clients.get(key);
        if (known == null || !known.engine().equals(engine)) {
            known = clients.compute(key, (k, before) -> renewed(engine, before));
        }
        return known.client();
    }

    /** Whatever is wrong with an engine's record is ours to correct: never a refusal of the caller. */
    private Known renewed(Engine engine, @Nullable Known before) {
        try {
            return renew(engine, before);
        } catch (RuntimeException e) {
            LOG.warnf("engine cannot be used: engine=%s cause=%s", engine.id(), e.getMessage());
            throw EngineClient.unavailable(
                    "engine.misconfigured",
                    "The tenant's engine cannot be used as the directory describes it; the operator has to correct it.",
                    UNTIL_CORRECTED);
        }
    }

    private Known renew(Engine engine, @Nullable Known before) {
        if (before != null && before.engine().equals(engine)) {
            return before;
        }
        EngineConnection connection =
                new EngineConnection(vertx, options(engine), engine, secrets, config.secretsAge());
        Breaker breaker =
                new Breaker(new BreakerPolicy(config.breakerFailures(), config.breakerPause()), System::nanoTime);
        if (before != null) {
            vertx.setTimer(FAREWELL_MILLIS, id -> before.connection().close());
        }
        return new Known(
                engine, connection, new EngineClient(connection, breaker, new Semaphore(config.maxConcurrent())));
    }

    private HttpClientOptions options(Engine engine) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setMaxPoolSize(config.maxConcurrent())
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setVerifyHost(true);
        return EngineTls.apply(engine.tls(), secrets, options);
    }
}
