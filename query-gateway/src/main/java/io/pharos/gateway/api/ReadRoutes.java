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

    /** Before Quarkus's own handlers of authentication and authorization, which would find nothing to do. */
    private static final int ORDER = -1_000;

    void register(@Observes Router router, ReadApi api) {
        Handler<RoutingContext> reads = routing -> {
            if (isResource(routing.request().path())) {
                routing.next();
            } else {
                api.handle(routing);
            }
        };
        ROOTS.forEach(prefix -> router.route(prefix + "*").order(ORDER).handler(reads));
    }

    /** Below these, JAX-RS resources answer. */
    private static boolean isResource(String path) {
        return path.startsWith("/api/v1/queries/") || path.startsWith("/api/v1/cache/");
    }
}
