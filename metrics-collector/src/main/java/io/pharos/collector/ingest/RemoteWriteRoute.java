package io.pharos.collector.ingest;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code POST /api/v1/write} and {@code /api/v1/push}: remote write 1.0. */
@Singleton
final class RemoteWriteRoute {
    private final Vertx vertx;
    private final Ingest ingest;

    @Inject
    RemoteWriteRoute(Vertx vertx, Ingest ingest) {
        this.vertx = vertx;
        this.ingest = ingest;
    }

    void register(@Observes Router router) {
        router.post("/api/v1/write").handler(this::serve);
        router.post("/api/v1/push").handler(this::serve);
    }

    private void serve(RoutingContext routing) {
        new RemoteWriteExchange(vertx, ingest, routing.request()).start();
    }
}
