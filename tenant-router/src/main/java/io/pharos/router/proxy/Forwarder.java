package io.pharos.router.proxy;

import io.pharos.model.Problem;
import io.pharos.tenancy.http.LoopClients;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.tracing.TracingPolicy;

/** Sends admitted requests on to their services, each as a {@link Forwarding}. */
final class Forwarder {
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int WAITING = 1024;
    private static final int IDLE_SECONDS = 300;

    private final Vertx vertx;
    private final LoopClients clients;
    private final Backends backends;

    Forwarder(Vertx vertx, ProxyConfig config, Backends backends) {
        this.vertx = vertx;
        this.backends = backends;
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setKeepAlive(true)
                .setPipelining(false)
                .setDecompressionSupported(false)
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxWaitQueueSize(WAITING)
                .setMaxInitialLineLength(LONGEST_LINE)
                // The trace goes on by our own hand, whether tracing is on or not.
                .setTracingPolicy(TracingPolicy.IGNORE);
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(config.maxConnections());
        this.clients = new LoopClients(() -> vertx.createHttpClient(options, pool));
    }

    /** Forwards the visit; {@code done} runs once, when both directions have ended. */
    void forward(Visit visit, Route route, Upstream upstream, Pin pin, Runnable done) {
        try {
            Backend backend = backends.choose(route.service(), pin);
            new Forwarding(vertx, clients.here(), visit, route, backend, upstream, done).start();
        } catch (Problem refusal) {
            visit.refuse(refusal);
            done.run();
        }
    }

    void close() {
        clients.close();
    }
}
