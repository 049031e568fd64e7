package io.pharos.gateway.queries;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How queries are remembered, and how often rules are read. */
@ConfigMapping(prefix = "pharos.queries")
public interface QueriesConfig {
    /** How often what this gateway saw is written down; a crash loses no more than that. */
    @WithDefault("5s")
    Duration writeEvery();

    /** The most different queries that this gateway remembers between two writings; more are counted as lost. */
    @WithDefault("5000")
    @Min(1)
    int mostHeld();

    /** How long queries are kept. */
    @WithDefault("7d")
    Duration kept();

    /** The most different queries of a tenant that are kept of one hour: those that took longest. */
    @WithDefault("500")
    @Min(1)
    int keptPerHour();

    /** How often block rules are read, and so how soon another gateway's change holds here. */
    @WithDefault("5s")
    Duration rulesEvery();
}
