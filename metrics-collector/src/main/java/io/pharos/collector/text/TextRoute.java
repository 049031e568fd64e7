package io.pharos.collector.text;

import io.pharos.collector.ingest.Intake;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code POST /api/v1/import/prometheus}: texts in Prometheus's format or OpenMetrics. */
@Singleton
final class TextRoute {
    private final Intake intake;
    private final TextImport texts;

    @Inject
    TextRoute(Intake intake, TextImport texts) {
        this.intake = intake;
        this.texts = texts;
    }

    void register(@Observes Router router) {
        router.post("/api/v1/import/prometheus").handler(routing -> intake.serve(texts, routing));
    }
}
