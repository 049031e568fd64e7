package io.pharos.billing.rollup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When hours are added up. */
@ConfigMapping(prefix = "pharos.billing.rollup")
public interface RollupConfig {
    /** How long after its end an hour is first added up: most events of it have arrived by then. */
    @WithDefault("30s")
    Duration settle();

    /** How many days the nightly comparison with the events goes back. */
    @WithDefault("35")
    int checkDays();
}
