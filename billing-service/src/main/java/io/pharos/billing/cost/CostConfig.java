package io.pharos.billing.cost;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where what the suite itself consumes is read; without an address nothing is measured, and figures say so. */
@ConfigMapping(prefix = "pharos.billing.cost")
public interface CostConfig {
    /** The operator's own Prometheus, the one that scrapes the suite's services. */
    Optional<URI> prometheus();

    /** The user that it asks for. */
    Optional<String> user();

    /** That user's password, by reference. */
    Optional<String> password();

    /** How long an answer may take. */
    @WithDefault("10s")
    Duration deadline();

    /** How often hours that are over are measured. */
    @WithDefault("5m")
    String every();
}
