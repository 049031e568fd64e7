package io.pharos.gateway.fairness;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How the places at an engine are given to tenants. */
@ConfigMapping(prefix = "pharos.fairness")
public interface FairnessConfig {
    /**
     * How many questions this gateway has at one engine at once: the engine's own concurrency over the replicas, so
     * that nothing waits inside the engine, where nobody knows tenants (Prometheus takes 20 at once).
     */
    @WithDefault("10")
    @Min(1)
    @Max(64)
    int places();

    /** How many of the places are kept for tenants who have nothing at the engine. */
    @WithDefault("4")
    @Min(0)
    int reserved();

    /** The most questions of one tenant at one engine at once; a plan's cap {@code query.concurrency} goes before it. */
    @WithDefault("8")
    @Min(1)
    int tenantPlaces();

    /** The most questions of one tenant that may wait for one engine; more are refused with 429. */
    @WithDefault("100")
    @Min(0)
    int waitingPerTenant();

    /** How long a question may wait for a place before it is refused with 503. */
    @WithDefault("15s")
    Duration longestWait();
}
