package io.pharos.ownership;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How replicas share out the work that recurs. */
@ConfigMapping(prefix = "pharos.ownership")
public interface OwnershipConfig {
    /** How often a replica says that it lives, and looks who else does. */
    @WithDefault("PT2S")
    Duration heartbeat();

    /** How long a silent replica keeps its shares; several heartbeats. */
    @WithDefault("PT10S")
    Duration lease();
}
