package io.pharos.tsdb.write;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How the second copy of a tenant on the move is kept until the engine that it moves to has it. */
@ConfigMapping(prefix = "pharos.move")
public interface CopyConfig {
    /** Where copies wait, a folder for each environment; on Kubernetes on a persistent volume. */
    @WithDefault(".pharos/move-queue/${quarkus.application.name}")
    Path queueDir();

    /** How much may wait for each environment; beyond it the oldest copies are dropped, and the move cannot be ended. */
    @WithDefault("1G")
    MemorySize queueSize();

    /** How long to wait before what waits is tried again. */
    @WithDefault("PT2S")
    Duration retry();

    /** What this process calls itself where it tells what waits. */
    @WithDefault("${quarkus.application.name}-${HOSTNAME:local}")
    String instance();
}
