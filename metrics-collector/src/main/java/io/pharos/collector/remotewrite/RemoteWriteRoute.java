package io.pharos.collector.remotewrite;

import io.pharos.collector.ingest.Intake;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code POST /api/v1/write} and {@code /api/v1/push}: remote write 1.0 and 2.0. */
@Singleton
final class RemoteWriteRoute {
    private final Intake intake;
    private final RemoteWrite remoteWrite;

    @Inject
    RemoteWriteRoute(Intake intake, RemoteWrite remoteWrite) {
        this.intake = intake;
        this.remoteWrite = remoteWrite;
    }

    void register(@Observes Router router) {
        router.post("/api/v1/write").handler(routing -> intake.serve(remoteWrite, routing));
        router.post("/api/v1/push").handler(routing -> intake.serve(remoteWrite, routing));
    }
}
