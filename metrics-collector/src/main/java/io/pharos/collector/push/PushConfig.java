package io.pharos.collector.push;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Groups of pushed metrics. */
@ConfigMapping(prefix = "pharos.push")
interface PushConfig {
    /** How often each group is written to its engine. */
    @WithDefault("15s")
    Duration every();

    /** How many groups each tenant's environment may have; a push of one more is refused. */
    @WithDefault("1000")
    @Min(1)
    int maxGroups();

    /** The largest push, unpacked. */
    @WithDefault("1M")
    MemorySize maxBody();

    /** How many pushes are worked on at once; more get 503. */
    @WithDefault("32")
    @Min(1)
    int maxConcurrent();
}
