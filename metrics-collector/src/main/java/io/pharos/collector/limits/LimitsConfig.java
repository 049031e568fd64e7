package io.pharos.collector.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How limits are shared among replicas. */
@ConfigMapping(prefix = "pharos.limits")
public interface LimitsConfig {
    /** How many collectors the router knows; a tenant's limits are shared by those of them that it is spread over. */
    @WithDefault("1")
    @Min(1)
    int collectors();
}
