package io.pharos.alert.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How much of the notification log is kept. */
@ConfigMapping(prefix = "pharos.alert.history")
interface HistoryConfig {
    /** How long an entry is kept. */
    @WithDefault("7d")
    Duration keep();

    /** How many entries of each tenant are kept. */
    @WithDefault("10000")
    @Min(1)
    int keepEntries();
}
