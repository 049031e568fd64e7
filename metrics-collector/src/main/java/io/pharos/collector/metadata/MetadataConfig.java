package io.pharos.collector.metadata;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** What is kept of what senders say of their metrics. */
@ConfigMapping(prefix = "pharos.metadata")
interface MetadataConfig {
    /** Of how many metrics it is kept for each tenant; beyond, those that were not told of for longest are dropped. */
    @WithDefault("20000")
    @Min(1)
    int maxMetrics();

    /** The longest help, name or unit that is kept, in characters; a longer help is cut, of others nothing is kept. */
    @WithDefault("1024")
    @Min(1)
    int maxLength();

    /** How often what is new is written to PostgreSQL. */
    @WithDefault("5s")
    Duration flushEvery();

    /** How long it is kept after a sender last told of it. */
    @WithDefault("30d")
    Duration keptFor();
}
