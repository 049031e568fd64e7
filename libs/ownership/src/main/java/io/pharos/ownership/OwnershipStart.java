package io.pharos.ownership;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.model.Problem;
import io.pharos.tenancy.http.Poll;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Beats while the service runs, and leaves in order when it stops. */
@Singleton
final class OwnershipStart {
    private static final Logger LOG = Logger.getLogger(OwnershipStart.class);

    private final Ownership ownership;
    private final OwnershipConfig config;
    private @Nullable Poll beats;

    OwnershipStart(Ownership ownership, OwnershipConfig config) {
        this.ownership = ownership;
        this.config = config;
    }

    void start(@Observes StartupEvent event, MeterRegistry registry) {
        Gauge.builder("pharos.ownership.shares", ownership, Ownership::shares)
                .description("Shares of the recurring work that this replica has, of " + Share.COUNT)
                .register(registry);
        beats = Poll.start("ownership", () -> {
            ownership.beat();
            return config.heartbeat();
        });
    }

    void stop(@Observes ShutdownEvent event) {
        if (beats != null) {
            beats.close();
        }
        try {
            ownership.leave();
        } catch (Problem unavailable) {
            LOG.warnf("shares were not given up, others wait for the lease: %s", unavailable.code());
        }
    }
}
