package io.pharos.tsdb.engine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How this service deals with each engine. */
@ConfigMapping(prefix = "pharos.engine")
public interface EngineConfig {
    /** How long a connection to an engine may take to open. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** How many requests of one use (write, read) may be at one engine at once; more are refused with 503. */
    @WithDefault("64")
    int maxConcurrent();

    /** After how many failures in a row (connect, time-out) an engine is left alone. */
    @WithDefault("5")
    int breakerFailures();

    /** How long an engine is left alone before one request tries again. */
    @WithDefault("2s")
    Duration breakerPause();

    /** How long credentials and certificates that were read by reference are used before they are read again. */
    @WithDefault("30s")
    Duration secretsAge();
}
