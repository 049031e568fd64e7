package io.pharos.gateway.api;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Puts the query API where its paths begin; below them nothing else is served but the gateway's own resources. */
@Singleton
final class ReadRoutes {
    private static final List<String> ROOTS = List.of("/prometheus/", "/api/v1/");

    /** Below these, JAX-RS resources answer. */
    private static final List<String> RESOURCES = List.of("/api/v1/queries/", "/api/v1/cache/");

    void register(@Observes Router router, ReadApi api) {
        Handler<RoutingContext> reads = routing -> {
            if (isResource(routing.request().path())) {
                routing.next();
            } else {
                api.handle(routing);
            }
        };
        ROOTS.forEach(prefix -> router.route(prefix + "*").handler(reads));
    }

    private static boolean isResource(String path) {
        return RESOURCES.stream().anyMatch(path::startsWith);
    }
}
