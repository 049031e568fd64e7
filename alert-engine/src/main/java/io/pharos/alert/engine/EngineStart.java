package io.pharos.alert.engine;

import io.pharos.model.Problem;
import io.pharos.tenancy.http.Poll;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the engine from the service's start to its end. */
@Singleton
final class EngineStart {
    private static final Logger LOG = Logger.getLogger(EngineStart.class);

    private final Engine engine;
    private final EngineMetrics metrics;
    private @Nullable Poll poll;

    @Inject
    EngineStart(Engine engine, EngineMetrics metrics) {
        this.engine = engine;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        metrics.register();
        poll = Poll.start("alert-engine", engine::turn);
    }

    void stop(@Observes ShutdownEvent event) {
        if (poll != null) {
            poll.close();
        }
        try {
            engine.stop();
        } catch (Problem away) {
            LOG.warnf("the others were not told that this replica leaves: %s", away.code());
        }
    }
}
