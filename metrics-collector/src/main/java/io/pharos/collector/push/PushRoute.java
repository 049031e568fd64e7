package io.pharos.collector.push;

import io.pharos.collector.ingest.Intake;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code PUT}, {@code POST} and {@code DELETE} of {@code /metrics/job/<job>{/<label>/<value>}}. */
@Singleton
final class PushRoute {
    private final Intake intake;
    private final PushProtocol pushes;

    @Inject
    PushRoute(Intake intake, PushProtocol pushes) {
        this.intake = intake;
        this.pushes = pushes;
    }

    void register(@Observes Router router) {
        for (String path : List.of("/metrics/job/*", "/metrics/job@base64/*")) {
            for (HttpMethod method : List.of(HttpMethod.PUT, HttpMethod.POST, HttpMethod.DELETE)) {
                router.route(method, path).handler(this::serve);
            }
        }
    }

    private void serve(RoutingContext routing) {
        intake.serve(pushes, routing);
    }
}
