package io.pharos.alert.engine;

import io.pharos.model.Problem;
import io.pharos.tenancy.http.Poll;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Runs the engine from the service's start to its end. */
@Singleton
final class EngineStart {
    private static final Logger LOG = Logger.getLogger(EngineStart.class);

    private final Engine engine;
    private final EngineMetrics metrics;
    private final List<Poll> polls = new ArrayList<>();

    @Inject
    EngineStart(Engine engine, EngineMetrics metrics) {
        this.engine = engine;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        metrics.register();
        polls.add(Poll.start("alert-engine", engine::turn));
        polls.add(Poll.start("alert-replica", engine::beat));
    }

    void stop(@Observes ShutdownEvent event) {
        polls.forEach(Poll::close);
        try {
            engine.stop();
        } catch (Problem away) {
            LOG.warnf("the others were not told that this replica leaves: %s", away.code());
        }
    }
}
