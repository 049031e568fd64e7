package io.pharos.router.proxy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.lineage.Lineage;
import io.pharos.router.token.BasicExchange;
import io.pharos.tenancy.context.TenantGate;
import io.pharos.tenancy.directory.TenantDirectory;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the front door before every handler of the public address. */
@Singleton
class ProxyStart {
    /** Before everything that reads, measures or answers a request. */
    private static final int FIRST = -10_000;

    private final Forwarder forwarder;
    private final FrontDoor door;

    ProxyStart(
            ProxyConfig config,
            Clock clock,
            Vertx vertx,
            ObjectMapper json,
            MeterRegistry meters,
            TenantGate gate,
            TenantDirectory directory,
            BasicExchange basic,
            Lineage lineage) {
        Backends backends = new Backends(config.services(), clock);
        TenantTurnstile turnstile = new TenantTurnstile(config.maxInFlight(), System::nanoTime);
        this.forwarder = new Forwarder(vertx, config, backends);
        this.door = new FrontDoor(
                RouteFile.read(json),
                gate,
                directory,
                basic,
                turnstile,
                forwarder,
                new VisitLog(meters, lineage::passed),
                json,
                vertx);
        meter(meters, backends, turnstile);
    }

    void open(@Observes Router router) {
        router.route().order(FIRST).handler(door::handle);
    }

    void close(@Observes ShutdownEvent event) {
        forwarder.close();
    }

    private static void meter(MeterRegistry meters, Backends backends, TenantTurnstile turnstile) {
        Gauge.builder("pharos.router.requests.under.way", turnstile, TenantTurnstile::inFlight)
                .description("Requests that are being forwarded now")
                .register(meters);
        for (Backend backend : backends.all()) {
            Gauge.builder(
                            "pharos.router.breaker.open",
                            backend,
                            b -> b.breaker().state().shut() ? 1 : 0)
                    .description("1 while a service is left alone since it could not be reached")
                    .tag("service", backend.service())
                    .tag("replica", backend.name())
                    .register(meters);
        }
    }
}
