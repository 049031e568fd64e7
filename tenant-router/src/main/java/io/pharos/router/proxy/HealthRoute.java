package io.pharos.router.proxy;

import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** The router's health on the public address too, for load balancers; the management interface has the same. */
@Singleton
class HealthRoute {
    private final SmallRyeHealthReporter reporter;

    HealthRoute(SmallRyeHealthReporter reporter) {
        this.reporter = reporter;
    }

    void register(@Observes Router router) {
        serve(router, "/q/health", reporter::getHealthAsync);
        serve(router, "/q/health/live", reporter::getLivenessAsync);
        serve(router, "/q/health/ready", reporter::getReadinessAsync);
        serve(router, "/q/health/started", reporter::getStartupAsync);
    }

    private static void serve(Router router, String path, Supplier<Uni<SmallRyeHealth>> health) {
        router.get(path).handler(exchange -> health.get().subscribe().with(h -> answer(exchange, h), exchange::fail));
    }

    private static void answer(RoutingContext exchange, SmallRyeHealth health) {
        exchange.response()
                .setStatusCode(health.isDown() ? 503 : 200)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(health.getPayload().toString());
    }
}
