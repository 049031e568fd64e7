package io.pharos.gateway.isolation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Raises the alarm when a tenant would have seen another's series: {@code pharos_gateway_isolation_breaches_total}. */
@Singleton
final class IsolationAlarm {
    private static final Logger LOG = Logger.getLogger(IsolationAlarm.class);

    private final Attempts attempts;
    private final Counter breaches;

    @Inject
    IsolationAlarm(MeterRegistry registry, Attempts attempts) {
        this.attempts = attempts;
        this.breaches = Counter.builder("pharos.gateway.isolation.breaches")
                .description("Answers of engines that held another tenant's series and were withheld; never above zero")
                .register(registry);
    }

    /** The refusal with which the answer ends. */
    Problem foreignSeries(TenantId tenant, String endpoint) {
        breaches.increment();
        attempts.refused(new Attempt(tenant, new Attempt.Actor.User("engine"), "engine.foreign-series", endpoint));
        LOG.errorf(
                "an engine's answer held another tenant's series and was withheld: tenant=%s endpoint=%s",
                tenant, endpoint);
        return Problem.of(
                Kind.BAD_UPSTREAM,
                "engine.foreign-series",
                "the engine's answer held series that are not this tenant's, so it was withheld; the operator is told");
    }
}
