package io.pharos.tsdb.late;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When samples are late, and how that is told. */
@ConfigMapping(prefix = "pharos.late")
public interface LateConfig {
    /** Samples older than this when they are acknowledged are late; nobody may keep results that are younger. */
    @WithDefault("1m")
    Duration after();

    /** How long a late write waits until Redis knows of it; after that it is answered, and Redis told when it is back. */
    @WithDefault("1s")
    Duration timeout();
}
