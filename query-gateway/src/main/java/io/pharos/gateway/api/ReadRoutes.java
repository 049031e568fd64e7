package io.pharos.gateway.api;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Puts the query API where its paths begin; below them nothing else is served. */
@Singleton
final class ReadRoutes {
    void register(@Observes Router router, ReadApi api) {
        Endpoint.API_PREFIXES.forEach(prefix -> router.route(prefix + "*").handler(api));
    }
}
