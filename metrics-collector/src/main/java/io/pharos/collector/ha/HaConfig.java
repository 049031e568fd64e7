package io.pharos.collector.ha;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How replicas of a sender are elected; Mimir's defaults. */
@ConfigMapping(prefix = "pharos.ha")
public interface HaConfig {
    /** After how long without the elected replica another one is elected. */
    @WithDefault("30s")
    Duration failoverTimeout();

    /** How often it is noted in Redis that the elected replica was heard; shorter than the time-out above. */
    @WithDefault("15s")
    Duration updateTimeout();

    /** How long Redis may take to tell who is elected; after that the write is refused with 503. */
    @WithDefault("1s")
    Duration redisTimeout();

    /** After how long without a word a cluster is forgotten, and counts no longer against the tenant's limit. */
    @WithDefault("30m")
    Duration forgetAfter();
}
