package io.pharos.collector.otlp;

import io.pharos.collector.ingest.Intake;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code POST /v1/metrics} and {@code /v1/traces}, and below {@code /otlp} as Prometheus has it. */
@Singleton
final class OtlpRoute {
    private final Intake intake;
    private final OtlpMetrics metrics;
    private final OtlpTraces traces;

    @Inject
    OtlpRoute(Intake intake, OtlpMetrics metrics, OtlpTraces traces) {
        this.intake = intake;
        this.metrics = metrics;
        this.traces = traces;
    }

    void register(@Observes Router router) {
        router.post("/v1/metrics").handler(routing -> intake.serve(metrics, routing));
        router.post("/otlp/v1/metrics").handler(routing -> intake.serve(metrics, routing));
        router.post("/v1/traces").handler(routing -> intake.serve(traces, routing));
        router.post("/otlp/v1/traces").handler(routing -> intake.serve(traces, routing));
    }
}
