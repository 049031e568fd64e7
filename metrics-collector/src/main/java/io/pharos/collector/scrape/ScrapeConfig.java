package io.pharos.collector.scrape;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How targets are scraped. */
@ConfigMapping(prefix = "pharos.scrape")
interface ScrapeConfig {
    /** The most scrapes at once, a quarter of them of one tenant; others wait, at most for their timeout. */
    @WithDefault("64")
    int maxConcurrent();

    /** The largest answer of a target, as sent and unpacked. */
    @WithDefault("10M")
    MemorySize maxBody();

    /** Where scrapes wait while their engine is away, a folder a tenant; on Kubernetes on a persistent volume. */
    @WithDefault(".pharos/scrape-queue")
    Path queueDir();

    /** How much may wait for each environment of a tenant; beyond it the oldest scrapes are dropped and counted. */
    @WithDefault("64M")
    MemorySize queueSize();

    /** How long to wait before what waits is tried again. */
    @WithDefault("PT2S")
    Duration retry();
}
