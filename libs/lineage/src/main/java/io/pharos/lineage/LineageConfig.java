package io.pharos.lineage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a service tells where data goes. */
@ConfigMapping(prefix = "pharos.lineage")
public interface LineageConfig {
    /** What this service is called in hops. */
    @WithDefault("${quarkus.application.name}")
    String service();

    /** How often hops are told. */
    @WithDefault("10s")
    Duration every();

    /** How long Redis may take for it. */
    @WithDefault("2s")
    Duration timeout();
}
