package io.pharos.alert.ruler;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How rule files are kept. */
@ConfigMapping(prefix = "pharos.alert.ruler")
public interface RulerConfig {
    /** How many versions of a namespace are kept for rolling back. */
    @WithDefault("100")
    @Min(1)
    @Max(10_000)
    int versions();

    /** The most bytes of a tenant's rules of one environment, all namespaces together. */
    @WithDefault("16777216")
    @Min(1024)
    long maxBytesPerTenant();
}
