package io.pharos.gateway.api;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Puts the query API where its paths begin; below them nothing else is served. */
@Singleton
final class ReadRoutes {
    private static final List<String> ROOTS = List.of("/prometheus/", "/api/v1/");

    void register(@Observes Router router, ReadApi api) {
        ROOTS.forEach(prefix -> router.route(prefix + "*").handler(api));
    }
}
