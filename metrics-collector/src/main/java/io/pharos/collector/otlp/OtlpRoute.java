package io.pharos.collector.otlp;

import io.pharos.collector.ingest.Intake;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code POST /v1/metrics}, and {@code /otlp/v1/metrics} as Prometheus names it below its own path. */
@Singleton
final class OtlpRoute {
    private final Intake intake;
    private final OtlpMetrics metrics;

    @Inject
    OtlpRoute(Intake intake, OtlpMetrics metrics) {
        this.intake = intake;
        this.metrics = metrics;
    }

    void register(@Observes Router router) {
        router.post("/v1/metrics").handler(routing -> intake.serve(metrics, routing));
        router.post("/otlp/v1/metrics").handler(routing -> intake.serve(metrics, routing));
    }
}
